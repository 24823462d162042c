// Shows where a case stands in its model: present steps, those passed and those that may still come, marked by line and
// fill, not by colour alone; what cannot come any more has a pale outline.
for (const box of document.querySelectorAll('.diagram[data-model]')) {
  draw(box).catch(() => {
    box.textContent = box.dataset.failed;
  });
}

async function draw(box) {
  const [model, position] = await Promise.all([
    fetch(box.dataset.model).then(text),
    fetch(box.dataset.position).then((answer) => answer.json()),
  ]);
  const translate = (words, values = {}) => (words === 'Open {element}' ? box.dataset.open : words).replace(/{(\w+)}/g, (all, name) => values[name] ?? all);
  const colours = { defaultFillColor: 'var(--panel)', defaultStrokeColor: 'var(--ink)', defaultLabelColor: 'var(--ink)' };
  const viewer = new window.BpmnJS({ container: box, bpmnRenderer: colours, additionalModules: [{ translate: ['value', translate] }] });
  await viewer.importXML(model);
  box.classList.toggle('runs', position.present.length > 0);
  const canvas = viewer.get('canvas');
  const shapes = viewer.get('elementRegistry');
  const mark = (ids, name) => ids.filter((id) => shapes.get(id)).forEach((id) => canvas.addMarker(id, name));
  mark(position.possible, 'step-possible');
  mark(position.done, 'step-done');
  mark(position.present, 'step-present');
  const focus = position.present.filter((id) => id === box.dataset.focus);
  const ends = position.done.filter((id) => id.startsWith('End_'));
  const step = steps(shapes, focus)[0] ?? steps(shapes, position.present)[0] ?? steps(shapes, ends)[0];
  if (step) {
    canvas.setRootElement(canvas.findRoot(step));
  }
  show(canvas, step);
  viewer.on('root.set', () => show(canvas, steps(shapes, position.present).find((here) => canvas.findRoot(here) === canvas.getRootElement())));
}

// What somebody does or waits for, not the parts that hold it; a part has a diagram of its own.
function steps(shapes, ids) {
  return ids.map((id) => shapes.get(id)).filter((shape) => shape && shape.type !== 'bpmn:SubProcess' && !shape.children?.length);
}

// The whole diagram at first sight where it is legible; else the step in the middle at reading size.
function show(canvas, step) {
  canvas.zoom('fit-viewport', 'auto');
  if (canvas.zoom() < 0.55 && step) {
    canvas.zoom(0.8, { x: step.x + step.width / 2, y: step.y + step.height / 2 });
    canvas.scrollToElement(step, 120);
  }
}

function text(answer) {
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  return answer.text();
}
