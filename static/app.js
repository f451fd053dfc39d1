/* Starts what the pages need in a browser. Every page works without it first. */
import { initAll } from './nhsuk/nhsuk-frontend.min.js'
import './session.js'
import { drawCharts } from './charts.js'

initAll()

/* Questions asked only after a certain answer. Without JavaScript they all show. */
function showOrHide (scope) {
  for (const block of scope.querySelectorAll('[data-show-if]')) {
    const form = block.closest('form')
    if (!form) continue
    const values = block.dataset.showValues.split(' ')
    const chosen = new FormData(form).getAll(block.dataset.showIf)
    block.hidden = !chosen.some(value => values.includes(value))
  }
}

showOrHide(document)
drawCharts(document)
document.addEventListener('change', event => {
  const form = event.target.closest('form')
  if (form) showOrHide(form)
})
document.addEventListener('htmx:load', event => {
  const part = event.detail.elt
  if (part === document.body) return
  initAll({ scope: part })
  showOrHide(part)
  drawCharts(part)
})

/* A filled grid row says so at once, before the page is loaded again. */
document.addEventListener('change', event => {
  const row = event.target.closest('details.app-grid__row, details.app-grid__more')
  const state = row && row.querySelector('.app-grid__state')
  if (!state) return
  const cells = [...row.querySelectorAll('.app-grid__cells > *')]
  const filled = cells.filter(isFilled).length
  if (row.matches('.app-grid__more')) state.textContent = filled ? `${filled} of ${cells.length}` : ''
  else state.textContent = filled === cells.length ? 'Filled in' : filled ? 'Started' : 'Empty'
})

function isFilled (cell) {
  return [...cell.querySelectorAll('select, input, textarea')]
    .some(field => field.type === 'radio' ? field.checked : field.value)
}

/* A link to something inside a closed part or row opens it, and all it lies in. */
function openTarget () {
  const target = location.hash && document.getElementById(location.hash.slice(1))
  for (let fold = target && target.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true
  if (target) target.scrollIntoView()
}
window.addEventListener('hashchange', openTarget)
openTarget()

/* Sections of a worksheet that somebody opened stay open while they work on it in this window. One button opens them
   all. Without JavaScript each opens by itself. */
const folds = [...document.querySelectorAll('details.app-fold')]
const foldsKept = `folds:${location.pathname}`
const openedBefore = (sessionStorage.getItem(foldsKept) || '').split(' ')
for (const fold of folds) if (openedBefore.includes(fold.lastElementChild.id)) fold.open = true
const keepFolds = opened => sessionStorage.setItem(foldsKept, opened.map(fold => fold.lastElementChild.id).join(' '))
for (const fold of folds) {
  fold.firstElementChild.addEventListener('click', () => setTimeout(() => keepFolds(folds.filter(one => one.open))))
}
for (const button of document.querySelectorAll('[data-opens-all]')) {
  button.hidden = folds.every(fold => fold.open)
  button.addEventListener('click', () => {
    for (const fold of folds) fold.open = true
    keepFolds(folds)
    folds[0].firstElementChild.focus()
    button.hidden = true
  })
}

/* Buttons that copy a box of words. Without JavaScript the box is there to select by hand. */
for (const button of document.querySelectorAll('[data-copies]')) {
  button.hidden = !navigator.clipboard
  button.addEventListener('click', async () => {
    const box = document.getElementById(button.dataset.copies)
    const said = button.parentElement.querySelector('[role=status]')
    try {
      await navigator.clipboard.writeText(box.value)
      said.textContent = 'Copied'
    } catch {
      box.select()
      said.textContent = 'Selected. Press Ctrl and C to copy.'
    }
  })
}
