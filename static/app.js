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
  const row = event.target.closest('details.app-grid__row')
  const state = row && row.querySelector('.app-grid__state')
  if (!state) return
  const fields = [...row.querySelectorAll('select, input:not([type=radio]), textarea')]
  const filled = fields.filter(field => field.value).length
  state.textContent = filled === fields.length ? 'Filled in' : filled ? 'Started' : 'Open'
})

/* A link to something inside a closed row opens the row. */
function openTarget () {
  const target = location.hash && document.getElementById(location.hash.slice(1))
  const row = target && target.closest('details')
  if (row) row.open = true
}
window.addEventListener('hashchange', openTarget)
openTarget()

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
