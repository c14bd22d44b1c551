//! `view!`: the markup of Leptos, turned into a text with holes and the list of what fills them.
//!
//! `<p class="lead">{text}</p>` becomes `Node::view("<p\n class=lead\n{\n/", vec![child(text)])`. The text is data, shared and
//! well compressed; code is left only for what changes. Each line of it is an instruction to `ui::view::draw`:
//!
//! | line | does |
//! | --- | --- |
//! | `<p` | opens an element; `~path` one of SVG |
//! | ` class=lead` | sets an attribute of the element that is open |
//! | `@class` | sets an attribute from the next hole |
//! | `.checked` | sets a property from the next hole |
//! | `%y` | sets the custom property `--y` of the element from the next hole |
//! | `!click` | listens, with the next hole |
//! | `&` | hands the element to the next hole |
//! | `"text` | adds text |
//! | `{` | adds the next hole |
//! | `/` | closes the element |

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use rstml::{
    Infallible,
    node::{KeyedAttribute, Node, NodeAttribute, NodeBlock, NodeElement},
};
use syn::{Error, Expr, Result, Stmt};

/// Tags that belong to SVG; HTML has none of them.
const DRAWINGS: [&str; 10] = [
    "svg", "g", "path", "circle", "line", "rect", "text", "defs", "pattern", "polyline",
];

/// Draws markup; see the crate.
#[proc_macro]
pub fn view(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let nodes = rstml::parse(tokens);
    nodes
        .and_then(|it| expand(&it))
        .unwrap_or_else(|it| it.to_compile_error())
        .into()
}

fn expand(nodes: &[Node]) -> Result<TokenStream> {
    if let [Node::Block(block)] = nodes {
        let value = inner(block);
        return Ok(quote!(crate::ui::view::IntoView::into_any(#value)));
    }
    let mut view = View::default();
    view.nodes(nodes)?;
    let View { lines, holes } = view;
    let template = lines.join("\n");
    Ok(quote!(crate::ui::view::Node::view(#template, ::std::vec![#(#holes),*])))
}

/// An element of markup that knows no nodes of other kinds.
type Element = NodeElement<Infallible>;

/// What is read so far.
#[derive(Default)]
struct View {
    lines: Vec<String>,
    holes: Vec<TokenStream>,
}

impl View {
    fn line(&mut self, line: String, at: &dyn ToTokens) -> Result<()> {
        if line.contains('\n') {
            return Err(Error::new_spanned(
                at,
                "a line break would end the instruction",
            ));
        }
        self.lines.push(line);
        Ok(())
    }

    fn hole(&mut self, line: impl Into<String>, filling: TokenStream) {
        self.lines.push(line.into());
        self.holes.push(filling);
    }

    fn nodes(&mut self, nodes: &[Node]) -> Result<()> {
        nodes.iter().try_for_each(|it| self.node(it))
    }

    fn node(&mut self, node: &Node) -> Result<()> {
        match node {
            Node::Element(element) => self.element(element),
            Node::Fragment(fragment) => self.nodes(&fragment.children),
            Node::Text(text) => self.line(format!("\"{}", text.value_string()), text),
            Node::Block(block) => {
                let value = inner(block);
                self.hole("{", quote!(crate::ui::view::child(#value)));
                Ok(())
            }
            Node::Comment(_) => Ok(()),
            other => Err(Error::new_spanned(other, "text stands in quotes")),
        }
    }

    fn element(&mut self, element: &Element) -> Result<()> {
        let name = element.name().to_string();
        let sigil = if DRAWINGS.contains(&name.as_str()) {
            '~'
        } else {
            '<'
        };
        self.line(format!("{sigil}{name}"), element.name())?;
        for attribute in element.attributes() {
            match attribute {
                NodeAttribute::Attribute(it) => self.attribute(it)?,
                NodeAttribute::Block(it) => {
                    return Err(Error::new_spanned(it, "an attribute has a name"));
                }
            }
        }
        self.nodes(&element.children)?;
        self.lines.push("/".to_owned());
        Ok(())
    }

    fn attribute(&mut self, attribute: &KeyedAttribute) -> Result<()> {
        let key = attribute.key.to_string();
        let Some(value) = attribute.value() else {
            return self.line(format!(" {key}="), attribute);
        };
        match key.split(':').collect::<Vec<_>>().as_slice() {
            ["on", event] => {
                let kind = match *event {
                    "click" => quote!(MouseEvent),
                    "submit" => quote!(SubmitEvent),
                    "keydown" => quote!(KeyboardEvent),
                    _ => quote!(Event),
                };
                self.hole(
                    format!("!{event}"),
                    quote!(crate::ui::view::listen::<crate::ui::view::ev::#kind>(#value)),
                );
            }
            ["on", event, "target"] => {
                self.hole(
                    format!("!{event}"),
                    quote!(crate::ui::view::listen_target(#value)),
                );
            }
            ["prop", name @ ("value" | "checked")] | [name @ "selected"] => {
                self.hole(format!(".{name}"), quote!(crate::ui::view::value(#value)));
            }
            ["style", name] => {
                self.hole(format!("%{name}"), quote!(crate::ui::view::value(#value)));
            }
            ["node_ref"] => self.hole("&", quote!(crate::ui::view::reference(#value))),
            [name] => match attribute.value_literal_string() {
                Some(text) => self.line(format!(" {name}={text}"), attribute)?,
                None => self.hole(format!("@{name}"), quote!(crate::ui::view::value(#value))),
            },
            _ => {
                return Err(Error::new_spanned(
                    &attribute.key,
                    "an attribute, `on:`, `style:`, `prop:value` or `prop:checked`",
                ));
            }
        }
        Ok(())
    }
}

/// The expression of a block, without the braces where it is alone.
fn inner(block: &NodeBlock) -> TokenStream {
    match block.try_block().map(|it| it.stmts.as_slice()) {
        Some([Stmt::Expr(expr, None)]) if !matches!(expr, Expr::Let(_)) => expr.to_token_stream(),
        _ => block.to_token_stream(),
    }
}
