// Shows where a case stands in its model: present steps and those passed, marked by line and fill, not by colour alone.
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
  const viewer = new window.BpmnJS({ container: box });
  await viewer.importXML(model);
  const canvas = viewer.get('canvas');
  const shapes = viewer.get('elementRegistry');
  const mark = (ids, name) => ids.filter((id) => shapes.get(id)).forEach((id) => canvas.addMarker(id, name));
  mark(position.done, 'step-done');
  mark(position.present, 'step-present');
  const focus = position.present.filter((id) => id === box.dataset.focus);
  show(canvas, shapes, focus.length ? focus : position.present.length ? position.present : position.done.filter((id) => id.startsWith('End_')));
}

// The whole model at first sight where it is legible; else the present step, or how it ended, in the middle at reading
// size.
function show(canvas, shapes, present) {
  canvas.zoom('fit-viewport', 'auto');
  if (canvas.zoom() < 0.55) {
    const shape = present.map((id) => shapes.get(id)).find((found) => found && !found.children?.length);
    canvas.zoom(0.8, shape ? { x: shape.x + shape.width / 2, y: shape.y + shape.height / 2 } : 'auto');
    if (shape) {
      canvas.scrollToElement(shape, 120);
    }
  }
}

function text(answer) {
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  return answer.text();
}
