"""The menu of the extension's button in Firefox's toolbar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.firefox import FIREFOX_ID

if TYPE_CHECKING:
    from tests.browser.firefox import Firefox


def choose_guide(firefox: Firefox, label: str) -> None:
    """Right-click the extension's button in the toolbar and choose a guide there."""
    firefox.chrome(
        """
        const id = arguments[0].replace(/[^a-z0-9_-]/g, '_') + '-browser-action';
        CustomizableUI.addWidgetToArea(id, 'nav-bar');
        const button = document.querySelector(`#${id} .unified-extensions-item-action-button`);
        const event = new MouseEvent('contextmenu', { bubbles: true, button: 2 });
        button.dispatchEvent(event);
        document.getElementById('toolbar-context-menu').openPopup(button, 'after_start', 0, 0, true, false, event);
        """,
        FIREFOX_ID,
    )
    choose = """
        const items = [...document.querySelectorAll('#toolbar-context-menu > menu menuitem')];
        const item = items.find(({ label }) => label === arguments[0]);
        const list = item?.parentNode;
        if (list?.state === 'closed') list.parentNode.openMenu(true);
        if (list?.state !== 'open') return false;
        list.activateItem(item);
        return true;
        """
    firefox.wait_for(lambda: firefox.chrome(choose, label), f"the guide {label} in the menu")
