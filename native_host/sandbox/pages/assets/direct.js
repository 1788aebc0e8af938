// A virtualised list that is thrown away and drawn anew: on every scroll, and every three seconds in another order.
const HEIGHT = 60;
const LINES = 600;
const names = Object.entries(await (await fetch('/assets/drugs.json')).json());
const beds = ['412-P', '207-F', '118-F', '208-F', '303-P', '511-F', '602-P', '404-F'];
const states = [['À donner', 'warn'], ['Préparée', ''], ['Donnée', 'ok']];

const frame = document.getElementById('window');
const spacer = document.createElement('div');
spacer.className = 'spacer';
spacer.style.height = `${LINES * HEIGHT}px`;
frame.append(spacer);

let beats = 0;

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function drawLine(place) {
  const line = (place + beats) % LINES;
  const [ucd13, name] = names[line % names.length];
  const [state, tone] = states[line % states.length];
  const minutes = 8 * 60 + line * 2;
  const drawn = element('div', 'dose-line', '');
  drawn.setAttribute('role', 'listitem');
  drawn.style.transform = `translateY(${place * HEIGHT}px)`;
  const hour = `${Math.floor(minutes / 60) % 24}`.padStart(2, '0');
  const time = element('time', 'code', `${hour}:${`${minutes % 60}`.padStart(2, '0')}`);
  const drug = element('div', 'drug', '');
  drug.append(element('b', '', name), element('small', 'code', ucd13));
  drawn.append(time, element('span', 'bed', `Lit ${beds[line % beds.length]}`), drug, element('span', `badge ${tone}`, state));
  return drawn;
}

function draw() {
  const first = Math.max(0, Math.floor(frame.scrollTop / HEIGHT) - 2);
  const last = Math.min(LINES, Math.ceil((frame.scrollTop + frame.clientHeight) / HEIGHT) + 2);
  spacer.replaceChildren(...Array.from({ length: last - first }, (_, index) => drawLine(first + index)));
}

const pause = document.getElementById('pause');
pause.addEventListener('click', () => {
  const paused = pause.getAttribute('aria-pressed') !== 'true';
  pause.setAttribute('aria-pressed', String(paused));
  pause.textContent = paused ? 'Reprendre' : 'Suspendre';
});
frame.addEventListener('scroll', draw, { passive: true });
new ResizeObserver(draw).observe(frame);
setInterval(() => {
  if (pause.getAttribute('aria-pressed') === 'true') return;
  beats += 1;
  document.getElementById('beat').textContent = `redessiné ${beats} fois`;
  draw();
}, 3000);
draw();
