/* Draws each chart on the page with Plotly, in place of the drawing that was there before JavaScript arrived. */
let loading

function plotly (address) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = address
    script.onload = () => resolve(window.Plotly)
    script.onerror = reject
    document.head.append(script)
  })
  return loading
}

export async function drawCharts (scope) {
  for (const holder of scope.querySelectorAll('[data-chart]')) {
    const figure = JSON.parse(document.getElementById(holder.dataset.chart).textContent)
    const Plotly = await plotly(holder.dataset.plotly)
    const place = document.createElement('div')
    place.className = 'app-chart__plot'
    holder.append(place)
    await Plotly.newPlot(place, figure.data, figure.layout, figure.config)
    holder.classList.add('app-chart--drawn')
  }
}
