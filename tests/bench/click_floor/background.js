chrome.runtime.onMessage.addListener((url, { tab }) => {
  chrome.tabs.create({ url, windowId: tab.windowId, index: tab.index + 1, openerTabId: tab.id });
});
