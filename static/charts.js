/* Draws each chart on the page with Plotly, in place of the drawing that was there before JavaScript arrived. */

let loading

/* Plotly leaves its own styles out where it finds these under the name it looks for. */
function styles (address) {
  return new Promise((resolve, reject) => {
    const link = document.createElement('link')
    link.id = 'plotly.js-style-global'
    link.className = 'no-inline-styles'
    link.rel = 'stylesheet'
    link.href = address
    link.onload = resolve
    link.onerror = reject
    document.head.append(link)
  })
}

function script (address) {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script')
    element.src = address
    element.onload = () => resolve(window.Plotly)
    element.onerror = reject
    document.head.append(element)
  })
}

function plotly (holder) {
  loading ??= styles(holder.dataset.plotlyStyles).then(() => script(holder.dataset.plotly))
  return loading
}

/* The same words in lines of few signs. */
function narrow (label) {
  const lines = ['']
  for (const word of label.replaceAll('<br>', ' ').split(' ')) {
    const line = lines.at(-1)
    if (line && line.length + word.length > 14) lines.push(word)
    else lines[lines.length - 1] = `${line} ${word}`.trim()
  }
  return lines.join('<br>')
}

/* On a telephone the drawing needs the room that buttons and large labels would take. */
function makeSmall (figure, width) {
  figure.config.displayModeBar = false
  figure.layout.font.size = 12
  // The key stands in one column from the top, and a map keeps its shape.
  if (figure.layout.legend) figure.layout.legend.y = 1
  if (figure.layout.showlegend) figure.layout.height += 10 * figure.data.length
  if (figure.layout.yaxis.scaleanchor) figure.layout.height *= width / 640
  if (figure.layout.yaxis.type === 'category') {
    for (const trace of figure.data) trace.y = trace.y.map(narrow)
    for (const note of figure.layout.annotations ?? []) if (note.yref === 'y') note.y = narrow(note.y)
  }
  for (const axis of [figure.layout.xaxis, figure.layout.yaxis]) {
    axis.tickangle = 0
    if (axis.type !== 'category') axis.nticks = 4
    else if (axis === figure.layout.xaxis && figure.data[0].x.length > 4) axis.nticks = 3
  }
}

/* What to draw stands on the page, or at an address of its own where it is large. */
async function figureOf (holder) {
  if (!holder.dataset.figureAddress) return JSON.parse(document.getElementById(holder.dataset.chart).textContent)
  const answer = await fetch(holder.dataset.figureAddress)
  if (!answer.ok) throw new Error(`no figure at ${holder.dataset.figureAddress}`)
  return answer.json()
}

async function drawChart (holder) {
  const figure = await figureOf(holder)
  const Plotly = await plotly(holder)
  const place = document.createElement('div')
  place.className = 'app-chart__plot'
  if (holder.clientWidth < 500) makeSmall(figure, holder.clientWidth)
  // Plotly takes its height from the place when the window changes, so the place keeps the height of the figure.
  if (figure.layout.height) place.style.height = place.style.minHeight = `${figure.layout.height}px`
  holder.append(place)
  await Plotly.newPlot(place, figure.data, figure.layout, figure.config)
  holder.classList.add('app-chart--drawn')
}

export async function drawCharts (scope) {
  for (const holder of scope.querySelectorAll('[data-chart]:not(.app-chart--drawn)')) await drawChart(holder)
}
