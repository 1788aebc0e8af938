document.addEventListener('click', ({ target }) => {
  if (target.id === 'floor') chrome.runtime.sendMessage(target.dataset.address);
});
