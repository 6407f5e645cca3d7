// Starts one worker at a time and hands on what it measured.

/** Runs a worker with what it needs, and gives its result. The worker goes on living, for its memory to be read. */
window.measure = async (script, data) => {
  if (!crossOriginIsolated) throw new Error("the page is not isolated, and its clock is too coarse");
  const worker = new Worker(script, { type: "module" });
  return new Promise((done, failed) => {
    worker.onmessage = ({ data }) => (data.done ? done(data.done) : failed(new Error(data.failed)));
    worker.onerror = (event) => failed(new Error(event.message || `${script} can't be started`));
    worker.postMessage(data);
  });
};
