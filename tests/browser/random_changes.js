/**
 * Changes a page at random, as frameworks and people do, while `detect.watch` follows it; the watcher must come to know
 * exactly what a scan from zero finds. One seed gives one course of events.
 */
(seed, steps) => {
  let state = seed;
  const random = (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const pick = (list) => list[random(list.length)];
  const CODES = ['3400894203018', '34008 923 350 4 9', '3400891705256', '9420301', '9233504', '3400894203019', 'UCD 9000480'];
  const PIECES = ['34008', '94203018', ' 942', '030', ' 1 8', 'UCD', ' : ', 'IPP ', '7', ',5', 'DOLIPRANE ', '9420301', ' '];
  const text = () => (random(2) ? pick(CODES) : pick(PIECES));

  document.body.replaceChildren();
  document.body.insertAdjacentHTML(
    'beforeend',
    `<style>.off{display:none}.dim{visibility:hidden}.block{display:block}.open ~ .later{display:none}</style>
     <table><thead><tr><th>Nom</th><th>UCD</th></tr></thead><tbody><tr><td>A</td><td>9420301</td></tr></tbody></table>
     <p>UCD <b>9420301</b></p><dl><dt>UCD</dt><dd>9233504</dd></dl><ul class="later"><li>3400894203018</li></ul>
     <details><summary>s</summary>3400891705256</details><input value="3400894203018"><div id="root"></div>`,
  );

  const elements = () => {
    const all = [...document.body.querySelectorAll('*:not(style)')];
    return all.flatMap((element) => [element, ...(element.shadowRoot?.querySelectorAll('*') ?? [])]);
  };
  const texts = () => elements().flatMap((element) => [...element.childNodes].filter((node) => node.nodeType === 3));
  const make = () => {
    const element = document.createElement(pick(['p', 'span', 'b', 'div', 'li', 'td', 'th', 'a', 'section', 'sup', 'x-host']));
    element.append(text(), ...(random(3) ? [] : [document.createElement('br'), text()]));
    return element;
  };
  const foreign = new DOMParser().parseFromString('<p>3400894203018</p>', 'text/html');

  const changes = {
    add: () => pick(elements()).append(make()),
    addText: () => pick(elements()).append(text()),
    insert: () => {
      const at = pick(elements());
      at.before(random(2) ? make() : text());
    },
    remove: () => pick(elements()).remove(),
    removeText: () => pick(texts())?.remove(),
    move: () => {
      const [what, where] = [pick(elements()), pick(elements())];
      if (!what.contains(where)) where.append(what);
    },
    write: () => {
      const node = pick(texts());
      if (node) node.data = text() + (random(2) ? node.data : '');
    },
    edit: () => {
      const node = pick(texts());
      if (node?.length) node.deleteData(random(node.length), 1);
    },
    split: () => {
      const node = pick(texts());
      if (node?.length) node.splitText(random(node.length));
    },
    normalize: () => document.body.normalize(),
    wrap: () => {
      const node = pick(texts());
      if (!node) return;
      const wrapper = document.createElement(pick(['b', 'i', 'span', 'mark', 'div']));
      node.replaceWith(wrapper);
      wrapper.append(node);
    },
    unwrap: () => {
      const element = pick(elements());
      element.replaceWith(...element.childNodes);
    },
    hide: () => pick(elements()).toggleAttribute('hidden'),
    dim: () => pick(elements()).classList.toggle(pick(['off', 'dim', 'block', 'open'])),
    style: () => (pick(elements()).style.display = pick(['', 'none', 'block', 'inline', 'inline-block', 'contents'])),
    position: () => (pick(elements()).style.position = pick(['', 'absolute'])),
    padding: () => (pick(elements()).style.padding = pick(['', '0 1em'])),
    attribute: () => pick(elements()).setAttribute(pick(['data-ucd', 'data-code', 'title', 'href', 'alt', 'aria-label', 'value']), pick(CODES)),
    strip: () => {
      const element = pick(elements());
      element.removeAttribute(pick(element.getAttributeNames()) ?? 'title');
    },
    type: () => {
      const field = pick([...document.querySelectorAll('input')]);
      if (field) field.value = pick(CODES);
      field?.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    toggle: () => document.querySelector('details')?.toggleAttribute('open'),
    head: () => {
      const head = pick([...document.querySelectorAll('th,dt')]);
      if (head) head.textContent = pick(['UCD', 'IPP', 'Code UCD', 'Nom', 'Prix UCD']);
    },
    row: () => {
      const body = document.querySelector('tbody');
      body?.insertAdjacentHTML('beforeend', `<tr${random(3) ? '' : ' data-ucd="9233504"'}><td>${text()}</td><td>${text()}</td></tr>`);
    },
    redraw: () => {
      const element = pick(elements());
      const copy = element.cloneNode(true);
      element.replaceWith(copy);
    },
    shadow: () => {
      const host = pick(elements().filter((element) => /^(?:p|span|div|section|x-host)$/.test(element.localName) && !element.shadowRoot));
      if (host) host.attachShadow({ mode: 'open' }).append(make(), ...(random(2) ? [document.createElement('slot')] : []));
    },
    adopt: () => pick(elements()).append(document.importNode(foreign.body.firstChild, true), document.adoptNode(foreign.body.firstChild.cloneNode(true))),
    sheet: () => document.body.append(Object.assign(document.createElement('style'), { textContent: pick(['td{display:none}', 'b{visibility:hidden}', 'p{padding:3px}']) })),
  };

  const keyOf = (finding) => {
    const range = finding.range;
    return [finding.kind, finding.code, finding.printed, finding.source, range?.startOffset, range?.endOffset].join('|');
  };
  const same = (left, right) =>
    left.length === right.length &&
    left.every((finding, i) => keyOf(finding) === keyOf(right[i]) && finding.element === right[i].element && finding.range?.startContainer === right[i].range?.startContainer);

  return (async () => {
    const ending = new AbortController();
    const shown = new Set();
    const ghosts = [];
    const watcher = detect.watch(document, {
      signal: ending.signal,
      onChange({ added, removed }) {
        for (const finding of removed) if (!shown.delete(finding)) ghosts.push('removed, never added');
        for (const finding of added) if (shown.has(finding) || !shown.add(finding)) ghosts.push('added twice');
      },
    });
    const course = [];
    try {
      for (let step = 0; step < steps; step++) {
        const name = pick(Object.keys(changes));
        course.push(name);
        if (elements().length === 0) document.body.append(make(), make());
        try {
          changes[name]();
        } catch (error) {
          if (!(error instanceof DOMException)) throw error;
        }
        if (random(4) === 0) await new Promise((resolve) => setTimeout(resolve, random(2) * 3));
      }
      const patience = performance.now() + 20000;
      let found, wanted;
      do {
        await new Promise((resolve) => setTimeout(resolve, 5));
        [found, wanted] = [watcher.findings, detect.scan(document)];
      } while (!same(found, wanted) && performance.now() < patience);
      const before = document.body.outerHTML;
      const heard = [...shown];
      const faults = [...ghosts];
      if (!same(found, wanted)) faults.push('differs from a scan');
      if (heard.length !== found.length || !found.every((finding) => shown.has(finding))) faults.push('announced otherwise');
      return faults.length === 0 ? null : { seed, faults, course: course.slice(-12), found: found.map(keyOf), wanted: wanted.map(keyOf), before };
    } finally {
      ending.abort();
    }
  })();
}
