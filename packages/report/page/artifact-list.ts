/** The list of artifacts on the page: what is typed narrows it, and only as much as is looked at is drawn. */
import type { ArtifactRows } from '../src/html/artifact-rows.ts';

const SHOWN = 100;
const MORE = 400;

function element<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.querySelector(`#${id}`);
  if (!(found instanceof kind)) throw new Error(`no element ${id}`);
  return found;
}

const { places, outcomes, rows } = JSON.parse(
  element('artifact-data', HTMLScriptElement).textContent ?? '',
) as ArtifactRows;
const search = element('artifact-search', HTMLInputElement);
const placeChoice = element('artifact-place', HTMLSelectElement);
const onlyRefused = element('artifact-refused', HTMLInputElement);
const count = element('artifact-count', HTMLOutputElement);
const body = element('artifact-rows', HTMLTableSectionElement);
const more = element('artifact-more', HTMLButtonElement);

const lowered = rows.map(([artifact]) => artifact.toLowerCase());
let found: readonly number[] = [];
let shown = 0;

for (const [index, place] of places.entries()) placeChoice.append(new Option(place, String(index)));

function cell(...content: readonly (string | Node)[]): HTMLTableCellElement {
  const made = document.createElement('td');
  made.append(...content);
  return made;
}

function draw(until: number): void {
  const fragment = document.createDocumentFragment();
  for (const index of found.slice(shown, until)) {
    const [artifact, place, fate] = rows[index] ?? ['', 0, 0];
    const { text, state, failure } = outcomes[fate] ?? { text: '', state: 'passed' as const };
    const row = document.createElement('tr');
    row.className = state;
    const name = document.createElement('code');
    name.textContent = artifact;
    const parts: (string | Node)[] = [state === 'failed' ? `refused by ${text}` : text];
    if (failure !== undefined) {
      const link = document.createElement('a');
      link.href = `#${failure[1]}`;
      link.textContent = `failure ${failure[0]}`;
      parts.push(' – ', link);
    }
    row.append(cell(name), cell(places[place] ?? ''), cell(...parts));
    fragment.append(row);
  }
  body.append(fragment);
  shown = Math.min(until, found.length);
  more.hidden = shown === found.length;
  count.textContent =
    shown === found.length
      ? `${found.length} of ${rows.length}`
      : `${found.length} of ${rows.length}, the first ${shown} shown`;
}

function narrow(): void {
  const wanted = search.value.toLowerCase();
  const place = placeChoice.value === '' ? -1 : Number(placeChoice.value);
  const indices: number[] = [];
  for (const [index, [, ownPlace, fate]] of rows.entries()) {
    if (place >= 0 && place !== ownPlace) continue;
    if (onlyRefused.checked && outcomes[fate]?.state !== 'failed') continue;
    if (lowered[index]?.includes(wanted) === true) indices.push(index);
  }
  found = indices;
  shown = 0;
  body.replaceChildren();
  draw(SHOWN);
}

search.addEventListener('input', narrow);
placeChoice.addEventListener('change', narrow);
onlyRefused.addEventListener('change', narrow);
more.addEventListener('click', () => {
  const first = body.children.length;
  draw(shown + MORE);
  const row = body.children[first];
  if (row instanceof HTMLElement) {
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
  }
});
narrow();
