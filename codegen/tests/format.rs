//! The layout of files: to the byte what prettyplease makes of the same tokens, whatever is named and however long names are.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use proc_macro2::{Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::quote;
use serde_json::Value;
use tinsmith_codegen::{Lowered, ProtocolSupport, Settings, format, in_parallel, lower};

fn models() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let small = std::fs::read_dir(root.join("tests/models")).expect("readable");
    let mut models: Vec<PathBuf> = small.map(|entry| entry.expect("readable").path()).collect();
    models.extend(["sts", "verifiedpermissions", "quicksight"].map(|name| root.join(format!("models/{name}.json"))));
    models.sort();
    models
}

fn lowered(path: &Path) -> Lowered {
    let model: Value = serde_json::from_slice(&std::fs::read(path).expect("readable")).expect("it is JSON");
    let support =
        |id: &str| ProtocolSupport { id: id.to_owned(), http_bindings: id.contains("rest"), features: Vec::new() };
    let settings = Settings {
        module: "example".to_owned(),
        protocols: ["restJson1", "awsJson1_0", "awsJson1_1", "awsQuery"]
            .map(|name| support(&format!("aws.protocols#{name}")))
            .to_vec(),
        auth_schemes: [
            "aws.auth#sigv4",
            "smithy.api#httpBearerAuth",
            "smithy.api#httpApiKeyAuth",
            "smithy.api#httpBasicAuth",
            "smithy.api#noAuth",
        ]
        .map(str::to_owned)
        .to_vec(),
        ..Settings::default()
    };
    lower(model, None, &settings, &()).unwrap_or_else(|problems| panic!("{}: {problems:?}", path.display()))
}

/// What prettyplease makes of the tokens. Empty lines are ours.
fn judge(tokens: TokenStream) -> String {
    let file: syn::File = syn::parse2(tokens).expect("a file");
    without_empty_lines(&prettyplease::unparse(&file))
}

fn without_empty_lines(text: &str) -> String {
    text.lines().filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
}

/// Whether the file had to be parsed before it was printed.
#[track_caller]
fn assert_as_prettyplease(path: &str, tokens: &TokenStream) -> bool {
    let parsed = Cell::new(false);
    let text = format(tokens.clone(), || {
        parsed.set(true);
        tokens.clone()
    });
    assert_same(path, &without_empty_lines(&text), &judge(tokens.clone()));
    parsed.get()
}

#[track_caller]
fn assert_same(path: &str, ours: &str, theirs: &str) {
    for (number, (ours, theirs)) in ours.lines().zip(theirs.lines()).enumerate() {
        assert_eq!(ours, theirs, "{path}, line {number}");
    }
    assert_eq!(ours.len(), theirs.len(), "{path}");
}

/// Numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit).expect("small")
    }
}

/// The same tokens with other names, texts and numbers, of other lengths.
fn renamed(tokens: TokenStream, numbers: &mut Numbers) -> TokenStream {
    const KEPT: [&str; 23] = [
        "_", "Self", "as", "const", "crate", "dyn", "enum", "false", "fn", "for", "impl", "match", "mod", "mut", "pub",
        "return", "self", "static", "struct", "super", "true", "type", "use",
    ];
    let mut attribute = false;
    let rename = |token: TokenTree| {
        let kept = std::mem::replace(
            &mut attribute,
            matches!(&token, TokenTree::Punct(punct) if "#!".contains(punct.as_char())),
        );
        match token {
            TokenTree::Group(group) if kept => TokenTree::Group(group),
            TokenTree::Group(group) => {
                TokenTree::Group(Group::new(group.delimiter(), renamed(group.stream(), numbers)))
            }
            TokenTree::Ident(ident) if !KEPT.iter().any(|kept| ident == kept) => {
                let longest = [5, 20, 75][numbers.below(3)];
                let length = 1 + numbers.below(longest);
                TokenTree::Ident(Ident::new(&"q".repeat(length), Span::call_site()))
            }
            TokenTree::Literal(literal) => TokenTree::Literal(if literal.to_string().starts_with('"') {
                Literal::string(&"\"\\\n\u{e9}x".repeat(numbers.below(15)))
            } else if literal.to_string().bytes().all(|byte| byte.is_ascii_digit()) {
                Literal::u64_unsuffixed(10_u64.pow(u32::try_from(numbers.below(10)).expect("small")))
            } else {
                literal
            }),
            token => token,
        }
    };
    tokens.into_iter().map(rename).collect()
}

#[test]
fn files_are_laid_out_as_prettyplease_does() {
    let rare = ["client.rs", "endpoint_rules.rs", "exception.rs"];
    let (mut files, mut parsed) = (0, Vec::new());
    for model in models() {
        let lowered = lowered(&model);
        let of_model = in_parallel(&lowered.files(), |file| {
            let path = format!("{}: {}", model.display(), file.path);
            let rare = rare.iter().any(|rare| path.ends_with(rare));
            (assert_as_prettyplease(&path, &(file.tokens)()) && !rare).then_some(path)
        });
        files += of_model.len();
        parsed.extend(of_model.into_iter().flatten());
    }
    // Most are never parsed: that is why this is fast.
    assert!(parsed.len() * 100 < files, "{parsed:#?}");
}

/// Empty lines are the same, whether a file has to be parsed or not: here it has to, for an item that is never emitted.
#[test]
fn files_that_are_parsed_have_the_same_empty_lines() {
    let mut implementations = 0;
    for model in models() {
        let lowered = lowered(&model);
        in_parallel(&lowered.files(), |file| {
            let tokens = || (file.tokens)();
            let ours = format(tokens(), tokens);
            let between = if ours.is_empty() { "" } else { "\n" };
            let parsed = Cell::new(false);
            let theirs = format(
                quote!(
                    trait Unknown {}
                ),
                || {
                    parsed.set(true);
                    let tokens = tokens();
                    quote!(#tokens trait Unknown {})
                },
            );
            assert!(parsed.get(), "{}", file.path);
            assert_eq!(format!("{ours}{between}trait Unknown {{}}\n"), theirs, "{}: {}", model.display(), file.path);
        });
        let texts = in_parallel(&lowered.files(), |file| format((file.tokens)(), || (file.tokens)()));
        for text in texts {
            // Nothing but an empty line, attribute, comment or the opening brace stands before a function.
            let lines: Vec<&str> = text.lines().collect();
            for pair in lines.windows(2) {
                let [before, line] = pair else { continue };
                let starts =
                    ["    pub fn ", "    fn ", "    #[inline]", "    ///"].iter().any(|start| line.starts_with(start));
                implementations += usize::from(starts && before.is_empty());
                assert!(!starts || !["    }", "    );"].contains(before), "{before}\n{line}");
            }
        }
    }
    assert!(implementations > 10_000, "{implementations}");
}

#[test]
fn names_of_any_length_are_laid_out_as_prettyplease_does() {
    for (seed, model) in models().iter().enumerate() {
        let lowered = lowered(model);
        let files: Vec<_> = lowered.files().into_iter().enumerate().collect();
        in_parallel(&files, |(position, file)| {
            let mut numbers = Numbers((seed * 100_000 + position) as u64);
            for _ in 0..3 {
                let path = format!("{}: {}, renamed", model.display(), file.path);
                assert_as_prettyplease(&path, &renamed((file.tokens)(), &mut numbers));
            }
        });
    }
}
