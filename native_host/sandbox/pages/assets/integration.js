// What an EHR writes to ask for a guide by itself. Each button shows one way; the journal shows what comes back.
const ucds = ['3400894203018', '3400892335049'];
const medicationRequest = {
  resourceType: 'MedicationRequest',
  status: 'active',
  intent: 'order',
  medicationCodeableConcept: {
    coding: [{ system: 'http://data.esante.gouv.fr/ansm/medicament/UCD', code: '3400893887738' }],
  },
};

function note(text) {
  const entry = document.createElement('p');
  entry.textContent = text;
  document.getElementById('journal').append(entry);
}

function request(order) {
  const message = { type: 'posos-bridge/request', version: 1, id: crypto.randomUUID(), guide: 'side_effects', ...order };
  note(`demande ${message.id.slice(0, 8)}`);
  window.postMessage(message, location.origin);
}

window.addEventListener('message', ({ source, data }) => {
  if (source !== window) return;
  if (data?.type === 'posos-bridge/ready') {
    document.getElementById('ready').textContent = 'Posos Bridge : prêt';
    document.getElementById('ready').classList.add('ok');
  }
  if (data?.type === 'posos-bridge/response') {
    note(`réponse ${String(data.id).slice(0, 8)} : ${data.ok ? 'guide ouvert' : `refus (${data.error?.code ?? data.error})`}`);
  }
});

document.getElementById('message').addEventListener('click', () => request({ ucds }));
document.getElementById('resources').addEventListener('click', () => request({ resources: [medicationRequest] }));

// Connected beforehand: a click is a click only for a moment.
const connection = import('/page-api.js').then(({ connect }) => connect({ timeout: 10_000 }));
connection.catch(() => {}); // told at the click
document.getElementById('module').addEventListener('click', async () => {
  try {
    const posos = await connection;
    await posos.open({ guide: 'side_effects', ucds });
    note('module : guide ouvert');
  } catch (error) {
    note(`module : ${error.code ?? error.message}`);
  }
});
