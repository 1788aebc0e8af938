// A work list as a page's script draws it: one ARIA grid per patient, filled after the page has loaded.
const fetchJson = async (path) => (await fetch(path)).json();
const [files, names] = await Promise.all([fetchJson('/assets/pharmacie.json'), fetchJson('/assets/drugs.json')]);
const tones = { Conforme: 'ok', 'À revoir': 'warn', 'Contre-indiqué': 'bad' };

function draw(template, texts) {
  const drawn = document.getElementById(template).content.firstElementChild.cloneNode(true);
  for (const [selector, text] of Object.entries(texts)) drawn.querySelector(selector).textContent = text;
  return drawn;
}

function drawLine([ucd13, dose, opinion]) {
  const line = draw('line', { '.drug': names[ucd13], '.ucd': ucd13.slice(5, 12), '.dose': dose, '.opinion': opinion });
  line.querySelector('.opinion').classList.add(tones[opinion]);
  return line;
}

function drawFile({ name, stay, risk, lines }) {
  const file = draw('file', { '.name': name, '.stay': stay, '.risk': risk });
  const grid = file.querySelector('[role=grid]');
  grid.setAttribute('aria-label', `Prescriptions de ${name}`);
  grid.append(...lines.map(drawLine));
  return file;
}

document.getElementById('files').append(...files.map(drawFile));

document.getElementById('filter').addEventListener('input', ({ target }) => {
  const wanted = target.value.toLowerCase();
  let shown = 0;
  for (const file of document.querySelectorAll('.file')) {
    const wholeFile = file.querySelector('.name').textContent.toLowerCase().includes(wanted);
    let any = false;
    for (const line of file.querySelectorAll('.line:not(.head)')) {
      line.hidden = !wholeFile && !line.textContent.toLowerCase().includes(wanted);
      if (!line.hidden) shown += 1;
      any ||= !line.hidden;
    }
    file.hidden = !any;
  }
  document.getElementById('shown').textContent = String(shown);
});
