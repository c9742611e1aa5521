//! JMESPath expressions as static data of `tinsmith_runtime::jmespath`.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

use crate::jmespath::Expression;

/// A reference to an `Expression`, as a constant.
pub fn reference(of: &Expression) -> TokenStream {
    let expression = expression(of);
    quote! {
        {
            #[allow(unused_imports)]
            use tinsmith_runtime::jmespath::{Comparator, Expression::*, Literal as Value, functions};
            &#expression
        }
    }
}

fn expression(of: &Expression) -> TokenStream {
    match of {
        Expression::Current => quote!(Current),
        Expression::Identifier(name) => quote!(Identifier(#name)),
        Expression::Index(index) => {
            let index = Literal::i64_unsuffixed(*index);
            quote!(Index(#index))
        }
        Expression::Slice { start, stop, step } => {
            let (start, stop, step) = (bound(*start), bound(*stop), Literal::i64_unsuffixed(*step));
            quote!(Slice(#start, #stop, #step))
        }
        Expression::Chain(steps) => {
            let steps = steps.iter().map(expression);
            quote!(Chain(&[#(#steps),*]))
        }
        Expression::Projection(left, right) => {
            let (left, right) = (expression(left), expression(right));
            quote!(Projection(&#left, &#right))
        }
        Expression::ValueProjection(left, right) => {
            let (left, right) = (expression(left), expression(right));
            quote!(ValueProjection(&#left, &#right))
        }
        Expression::Filter(left, condition, right) => {
            let (left, condition, right) = (expression(left), expression(condition), expression(right));
            quote!(Filter(&#left, &#condition, &#right))
        }
        Expression::Flatten(of) => {
            let of = expression(of);
            quote!(Flatten(&#of))
        }
        Expression::MultiSelectList(elements) => {
            let elements = elements.iter().map(expression);
            quote!(MultiSelectList(&[#(#elements),*]))
        }
        Expression::MultiSelectHash(entries) => {
            let entries = entries.iter().map(|(name, value)| {
                let value = expression(value);
                quote!((#name, #value))
            });
            quote!(MultiSelectHash(&[#(#entries),*]))
        }
        Expression::Literal(value) => {
            let value = literal(value);
            quote!(Literal(#value))
        }
        Expression::Comparison(comparator, left, right) => {
            let comparator = format_ident!("{comparator:?}");
            let (left, right) = (expression(left), expression(right));
            quote!(Comparison(Comparator::#comparator, &#left, &#right))
        }
        Expression::And(left, right) => {
            let (left, right) = (expression(left), expression(right));
            quote!(And(&#left, &#right))
        }
        Expression::Or(left, right) => {
            let (left, right) = (expression(left), expression(right));
            quote!(Or(&#left, &#right))
        }
        Expression::Not(of) => {
            let of = expression(of);
            quote!(Not(&#of))
        }
        Expression::Call(function, arguments) => {
            let function = format_ident!("{}", function.name().to_ascii_uppercase());
            let arguments = arguments.iter().map(expression);
            quote!(Call(&functions::#function, &[#(#arguments),*]))
        }
        Expression::Reference(of) => {
            let of = expression(of);
            quote!(Reference(&#of))
        }
    }
}

fn bound(index: Option<i64>) -> TokenStream {
    match index.map(Literal::i64_unsuffixed) {
        Some(index) => quote!(Some(#index)),
        None => quote!(None),
    }
}

fn literal(value: &Value) -> TokenStream {
    let variant = match value {
        Value::Null => quote!(Null),
        Value::Bool(value) => quote!(Boolean(#value)),
        Value::Number(number) => match number.as_i64() {
            Some(number) => {
                let number = Literal::i64_unsuffixed(number);
                quote!(Integer(#number))
            }
            None => {
                let number = Literal::f64_unsuffixed(number.as_f64().unwrap_or_default());
                quote!(Float(#number))
            }
        },
        Value::String(text) => quote!(String(#text)),
        Value::Array(elements) => {
            let elements = elements.iter().map(literal);
            quote!(Array(&[#(#elements),*]))
        }
        Value::Object(entries) => {
            let entries = entries.iter().map(|(name, value)| {
                let value = literal(value);
                quote!((#name, #value))
            });
            quote!(Object(&[#(#entries),*]))
        }
    };
    quote!(Value::#variant)
}
