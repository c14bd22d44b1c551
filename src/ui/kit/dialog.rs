//! A question before something is lost.

use crate::ui::view::prelude::*;

/// What a dialog says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DialogWords {
    /// The question.
    pub title: String,
    /// What is lost.
    pub body: String,
    /// The button that leaves all as it is.
    pub keep: String,
    /// The button that goes on.
    pub go: String,
}

/// A dialog; `words` are read anew whenever what they follow changes. Escape and the first button leave all as it is.
pub fn dialog(
    dialog: NodeRef<html::Dialog>,
    words: impl Fn() -> DialogWords + Send + Sync + Copy + 'static,
    go: impl Fn() + 'static,
) -> AnyView {
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog class="dialog" node_ref=dialog aria-labelledby="dialog-title" aria-describedby="dialog-body">
            <h2 class="dialog__title" id="dialog-title">{move || words().title}</h2>
            <div class="dialog__body"><p id="dialog-body">{move || words().body}</p></div>
            <div class="dialog__acts">
                <button class="button" type="button" on:click=move |_| close()>{move || words().keep}</button>
                <button
                    class="button"
                    data-kind="quiet"
                    type="button"
                    on:click=move |_| {
                        close();
                        go();
                    }
                >
                    {move || words().go}
                </button>
            </div>
        </dialog>
    }
    .into_any()
}

/// Shows a dialog over the page.
pub fn open_dialog(dialog: NodeRef<html::Dialog>) {
    if let Some(dialog) = dialog.get_untracked() {
        // Only a dialog that is open already refuses, and that is as well.
        let _ = dialog.show_modal();
    }
}
