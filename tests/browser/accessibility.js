// What axe does not look for, on the page as it stands. Each check returns sentences that say what is wrong.
() => {
  const problems = [];
  const say = (element, what) => problems.push(`${describe(element)} ${what}`);
  const describe = (element) => {
    const text = (element.innerText || element.value || element.getAttribute("aria-label") || "").trim().slice(0, 40);
    return `<${element.tagName.toLowerCase()}${element.id ? ` id="${element.id}"` : ""}> “${text}”`;
  };
  // Said by a screen reader, and seen as well.
  const said = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const shown = (element) => said(element) && !element.closest(".nhsuk-u-visually-hidden, .nhsuk-skip-link");
  const all = (selector, which = shown) => [...document.querySelectorAll(selector)].filter(which);

  function titleAndHeadings() {
    const main = all("h1");
    if (main.length !== 1) problems.push(`the page has ${main.length} headings of level 1`);
    if (!/ – .+/.test(document.title)) problems.push(`the title “${document.title}” does not end with the site's name`);
    let level = 0;
    for (const heading of all("main h1, main h2, main h3, main h4, main h5, main h6", said)) {
      const next = Number(heading.tagName[1]);
      if (next > level + 1 && level) say(heading, `of level ${next} follows one of level ${level}`);
      level = next;
    }
  }

  function errorsAreFound() {
    const summary = document.querySelector(".nhsuk-error-summary");
    const marked = document.title.startsWith("Error:");
    if (Boolean(summary) !== marked) problems.push(`the title “${document.title}” and the error summary do not go together`);
    if (!summary) return;
    if (document.activeElement !== summary) problems.push("the error summary does not have the focus");
    for (const link of summary.querySelectorAll("a")) {
      const target = document.getElementById(link.hash.slice(1));
      if (!target || !target.matches("input, select, textarea, button")) say(link, "leads to no field");
    }
  }

  // Help stands in the header of every page, as its last place to go (3.2.6).
  function helpHasItsPlace() {
    const links = [...document.querySelectorAll("header nav[aria-label='Menu'] a, header .nhsuk-header__navigation a")];
    if (!links.length || links.at(-1).textContent.trim() !== "Help") problems.push("Help is not the last link of the menu");
  }

  // 2.5.8; links inside sentences are left out, as the rule does.
  function targetsAreLargeEnough() {
    for (const element of all("button, input:not([type=hidden]), select, textarea, summary, [role=button], nav a, .nhsuk-button")) {
      const label = element.labels && element.labels[0];
      const boxes = [element, ...(label ? [label] : [])].map((one) => one.getBoundingClientRect());
      const fits = boxes.some((box) => box.width >= 24 && box.height >= 24);
      if (!fits && !inSentence(element)) {
        say(element, `is ${Math.round(boxes[0].width)} by ${Math.round(boxes[0].height)} pixels; 24 is the least`);
      }
    }
  }
  const inSentence = (element) => element.tagName === "A" && getComputedStyle(element).display === "inline" && spaced(element);
  // Small, but nothing else to press stands within 24 pixels of its middle.
  function spaced(element) {
    const middle = centre(element);
    return all("a, button, input, select, textarea, summary").every((other) => other === element ||
      Math.hypot(centre(other).x - middle.x, centre(other).y - middle.y) >= 24);
  }
  function centre(element) {
    const box = element.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  function nothingNeedsDragging() {
    for (const element of document.querySelectorAll("[draggable=true]")) say(element, "can only be dragged");
  }

  // 3.3.8: password managers and paste work.
  function passwordsCanBePasted() {
    for (const field of document.querySelectorAll("input[type=password]")) {
      const use = field.getAttribute("autocomplete") || "";
      if (!["current-password", "new-password"].includes(use)) say(field, `has autocomplete “${use}”`);
    }
  }

  function idsAreUnique() {
    const seen = new Set();
    for (const { id } of document.querySelectorAll("[id]")) {
      if (seen.has(id)) problems.push(`two elements have the id “${id}”`);
      seen.add(id);
    }
  }

  // A chart is read without seeing it: its sentence and its table stand in the same figure.
  function chartsHaveTables() {
    for (const figure of document.querySelectorAll("figure:has(svg), figure:has([data-chart])")) {
      if (!figure.querySelector("table")) say(figure, "holds a chart and no table");
      if (!figure.querySelector("figcaption, p")) say(figure, "holds a chart and no sentence");
    }
  }

  titleAndHeadings();
  errorsAreFound();
  helpHasItsPlace();
  targetsAreLargeEnough();
  nothingNeedsDragging();
  passwordsCanBePasted();
  idsAreUnique();
  chartsHaveTables();
  return problems;
}
