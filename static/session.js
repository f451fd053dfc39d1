/* Warns before a session ends, lets it be made longer, and makes an open page able to save after a new sign-in. */

const LEFT = '/people/session/left/'
const STAY = '/people/session/stay/'
const SIGN_IN = '/accounts/login/'
const SIGN_OUT = '/accounts/logout/'

const given = Number(document.body.dataset.sessionSeconds || 0)
let warnAt = 120
let endsAt = Date.now() + given * 1000
let timer
let dialog
let countdown

if (given > 0) start()

function start () {
  schedule()
  /* Whatever the page asks of the server makes an idle session last longer. */
  document.addEventListener('htmx:afterRequest', event => {
    if (event.detail.successful) ask(LEFT)
  })
  /* Timers sleep with the machine, and somebody may have signed in again in another tab. */
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) ask(LEFT)
  })
}

function schedule () {
  clearTimeout(timer)
  const wait = endsAt - Date.now() - warnAt * 1000
  timer = setTimeout(() => ask(LEFT).then(warnIfDue), Math.max(wait, 0))
}

/* Asks how long is left. Where nobody answers, what we knew before stays true. */
async function ask (address, options = {}) {
  try {
    const response = await fetch(address, { headers: { Accept: 'application/json' }, ...options })
    if (!response.ok || response.redirected) return null
    const answer = await response.json()
    endsAt = Date.now() + answer.seconds * 1000
    if (answer.warn_at) warnAt = answer.warn_at
    if (answer.form_token) useToken(answer.form_token)
    if (answer.seconds > warnAt) {
      close()
      schedule()
    }
    return answer
  } catch {
    return null
  }
}

function warnIfDue (answer) {
  if (secondsLeft() > warnAt) return
  show(answer !== null && answer.at_most <= warnAt)
}

function secondsLeft () {
  return Math.max(0, Math.round((endsAt - Date.now()) / 1000))
}

/* A sign-in changes the token that proves a form is ours, so forms that were open before it get the new one. */
function useToken (token) {
  for (const field of document.querySelectorAll('input[name=csrfmiddlewaretoken]')) field.value = token
  document.body.setAttribute('hx-headers', JSON.stringify({ 'x-csrftoken': token }))
}

/* A dialog that takes the focus, can be answered by keyboard, and is read out. */
function show (isLast) {
  close()
  dialog = document.createElement('dialog')
  dialog.id = 'session-warning'
  dialog.className = 'app-session-warning'
  dialog.setAttribute('role', 'alertdialog')
  dialog.setAttribute('aria-labelledby', 'session-warning-title')
  dialog.setAttribute('aria-describedby', 'session-warning-text')
  const title = element('h2', 'nhsuk-heading-m', 'You will soon be signed out')
  title.id = 'session-warning-title'
  const text = element('p', '', '')
  text.id = 'session-warning-text'
  text.setAttribute('role', 'status')
  const group = element('div', 'nhsuk-button-group', '')
  group.append(isLast ? button('Go back and save', close) : button('Stay signed in', stay), link('Sign out', SIGN_OUT))
  dialog.append(title, text, group)
  document.body.append(dialog)
  dialog.addEventListener('cancel', event => {
    if (isLast) return
    event.preventDefault()
    stay()
  })
  dialog.showModal()
  say(text, isLast)
  countdown = setInterval(() => say(text, isLast), 1000)
}

/* Said once every half minute, so that a screen reader is not talking all the time. */
function say (text, isLast) {
  const seconds = secondsLeft()
  if (seconds === 0) return ended()
  const about = seconds > 90 ? '2 minutes' : seconds > 60 ? '1 and a half minutes' : seconds > 30 ? '1 minute' : '30 seconds'
  const why = isLast ? 'You have been signed in for 12 hours.' : 'Nothing has happened for a while.'
  const words = `${why} In about ${about} you will be signed out. What you typed stays on this page.`
  if (text.textContent !== words) text.textContent = words
}

async function ended () {
  clearInterval(countdown)
  const answer = await ask(LEFT)
  if (!dialog || (answer && answer.seconds > 0)) return
  dialog.querySelector('h2').textContent = 'You have been signed out'
  dialog.querySelector('p').textContent =
    'What you typed is still on this page. Sign in in a new tab, come back here, and save.'
  const signIn = link('Sign in in a new tab', SIGN_IN)
  signIn.target = '_blank'
  signIn.rel = 'noopener'
  dialog.querySelector('div').replaceChildren(signIn, button('Close', close))
  signIn.focus()
}

async function stay () {
  const token = document.querySelector('input[name=csrfmiddlewaretoken]')
  const headers = token ? { 'X-CSRFToken': token.value } : JSON.parse(document.body.getAttribute('hx-headers') || '{}')
  const answer = await ask(STAY, { method: 'POST', headers })
  if (answer === null && dialog) dialog.querySelector('p').textContent = 'That did not work. Try again.'
}

function close () {
  clearInterval(countdown)
  if (!dialog) return
  dialog.close()
  dialog.remove()
  dialog = undefined
}

function element (name, classes, words) {
  const made = document.createElement(name)
  if (classes) made.className = classes
  made.textContent = words
  return made
}

function button (words, act) {
  const made = element('button', 'nhsuk-button', words)
  made.type = 'button'
  made.addEventListener('click', act)
  return made
}

function link (words, address) {
  const made = element('a', 'nhsuk-link', words)
  made.href = address
  return made
}
