//! The charter as rules that a machine decides by: a Cedar schema, Cedar policies, and the theorems they must satisfy.
//!
//! Roles give; bases, classes, rights, regions, processors and ages take away. What a rule takes away names its promise in
//! the annotation `@promise`, so that a refusal can name it. Prohibitions become theorems, and theorems only: the
//! policies are not made from them, so that a proof says something.

use std::fmt::Write;

use serde::Serialize;

use crate::{
    charter::Charter,
    purposes::Basis,
    roles::{Act, Role, Within},
};

/// What a charter compiles to for the gate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rules {
    /// Kinds of actors, data and contexts, in Cedar's schema language.
    pub schema: String,
    /// What is allowed, in Cedar.
    pub policies: String,
    /// What must follow from the policies.
    pub theorems: Vec<Theorem>,
}

/// A prohibition as a policy: everything is allowed but this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Theorem {
    /// The prohibition's id.
    pub id: String,
    /// Actions it speaks of.
    pub does: Vec<Act>,
    /// What the deployed policies must imply, in Cedar.
    pub policies: String,
}

impl Charter {
    /// Compiles the promises to rules.
    pub fn rules(&self) -> Rules {
        Rules { schema: schema(self), policies: policies(self), theorems: theorems(self) }
    }
}

fn schema(charter: &Charter) -> String {
    let named = |ids: &mut dyn Iterator<Item = &String>| {
        ids.map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ")
    };
    // Every purpose, whatever its basis: a prohibition must be able to ask for a yes where a purpose does not.
    let consented: Vec<String> =
        charter.purposes.keys().map(|purpose| format!("\"{purpose}\": Set<Person>")).collect();
    let actions: Vec<String> = Act::ALL.iter().map(|act| format!("\"{}\"", act.word())).collect();
    format!(
        "\
entity Purpose enum [{}];
entity Class enum [{}];
entity Role enum [{}];
entity Workspace;
entity Project;
entity Person;
// `reaches`: where data may go from here by a transfer mechanism that holds today.
entity Region = {{ reaches: Set<Region> }};
// `fields`, `purposes`: what the register of processors lets it have, and for what.
entity Recipient = {{ place: Region, fields: Set<Class>, purposes: Set<Purpose> }};
// Somebody acting in a workspace. `projects`: those he was let into, by an engagement, a membership or a link.
entity Actor = {{ person: Person, role: Role, workspace: Workspace, projects: Set<Project>, elevated: Bool }};
// Something held. `about`: everybody it is about. `consented`: who of them said yes, by purpose. `confirmed`: who of them
// confirmed an address. `objected`: purposes one of them objected to. `restricted`, `minor`: one of them is. `held`: by law.
entity Datum = {{
  class: Class, workspace: Workspace, project?: Project, region: Region, about: Set<Person>,
  consented: {{ {} }},
  confirmed: Set<Person>, objected: Set<Purpose>, restricted: Bool, minor: Bool, held: Bool, erased: Bool
}};
// Why, where, and who receives it.
action {} appliesTo {{
  principal: Actor, resource: Datum, context: {{ purpose: Purpose, place: Region, recipient: Recipient }}
}};
",
        named(&mut charter.purposes.keys()),
        named(&mut charter.classes.keys()),
        named(&mut charter.roles.keys()),
        consented.join(", "),
        actions.join(", "),
    )
}

/// Purposes that rest on consent.
fn consented(charter: &Charter) -> impl Iterator<Item = &String> {
    charter.purposes.iter().filter(|(_, purpose)| purpose.basis == Basis::Consent).map(|(id, _)| id)
}

fn policies(charter: &Charter) -> String {
    let mut out = Policies::default();
    for (id, role) in &charter.roles {
        for act in Act::ALL {
            out.permit(id, role, act, role.classes(act), "");
        }
        // A reason is approved for one workspace, and opens no other.
        let elevated = "principal.elevated && principal.workspace == resource.workspace && ";
        out.permit(id, role, Act::Read, &role.elevated, elevated);
    }
    for (id, class) in &charter.classes {
        let mut purposes = class.purposes.clone();
        if !purposes.contains(&charter.answer.purpose) {
            purposes.push(charter.answer.purpose.clone());
        }
        out.forbid(
            &format!("class.{id}"),
            None,
            &format!("resource.class == Class::\"{id}\""),
            &format!("{}.contains(context.purpose)", set("Purpose", &purposes)),
        );
    }
    for purpose in consented(charter) {
        let mut unless = format!(
            "!resource.about.isEmpty() && resource.consented[\"{purpose}\"].containsAll(resource.about)"
        );
        if charter.purposes[purpose].confirmed {
            unless += " && resource.confirmed.containsAll(resource.about)";
        }
        let when = format!("context.purpose == Purpose::\"{purpose}\"");
        out.forbid(&format!("purpose.{purpose}"), None, &when, &unless);
    }
    out.forbid("training", Some(Act::Train), "", "context.purpose == Purpose::\"training\"");
    let reached =
        |place: &str| format!("({place} == resource.region || resource.region.reaches.contains({place}))");
    out.forbid(
        "region",
        None,
        "",
        &format!("{} && {}", reached("context.place"), reached("context.recipient.place")),
    );
    out.forbid(
        "processor",
        Some(Act::Disclose),
        "",
        "context.recipient.fields.contains(resource.class) && context.recipient.purposes.contains(context.purpose)",
    );
    let answering = format!("context.purpose == Purpose::\"{}\"", charter.answer.purpose);
    for right in charter.rights.keys() {
        let promise = format!("right.{right}");
        match right.as_str() {
            "restriction" => {
                for act in [Act::Read, Act::Process, Act::Train, Act::Disclose] {
                    out.forbid(&promise, Some(act), "resource.restricted", &answering);
                }
            }
            "erasure" => {
                // All but the erasing itself.
                for act in Act::ALL.into_iter().filter(|act| *act != Act::Erase) {
                    out.forbid(&promise, Some(act), "resource.erased", "");
                }
            }
            "objection" => {
                out.forbid(&promise, None, "resource.objected.contains(context.purpose)", "");
            }
            _ => {}
        }
    }
    out.forbid(&format!("purpose.{}", charter.answer.purpose), Some(Act::Erase), "resource.held", "");
    if !charter.ages.spared.is_empty() {
        let spared = set("Purpose", &charter.ages.spared);
        out.forbid("ages", None, &format!("resource.minor && {spared}.contains(context.purpose)"), "");
    }
    out.text
}

#[derive(Default)]
struct Policies {
    text: String,
}

impl Policies {
    /// A role's leave to do one thing with some classes.
    fn permit(&mut self, id: &str, role: &Role, act: Act, classes: &[String], besides: &str) {
        if classes.is_empty() {
            return;
        }
        let who = format!("principal.role == Role::\"{id}\" && ");
        let (who, within) = match role.within {
            Within::Own => (String::new(), "resource.about == [principal.person]"),
            Within::Project => (
                who,
                "principal.workspace == resource.workspace && resource has project && principal.projects.contains(resource.project)",
            ),
            Within::Workspace => (who, "principal.workspace == resource.workspace"),
            Within::Installation => (who, "true"),
        };
        let act = act.word();
        let classes = set("Class", classes);
        let _infallible = write!(
            self.text,
            "@promise(\"role.{id}\")\npermit(principal, action == Action::\"{act}\", resource)\n  when {{ {who}{besides}{classes}.contains(resource.class) && {within} }};\n\n"
        );
    }

    /// What a promise takes away.
    fn forbid(&mut self, promise: &str, act: Option<Act>, when: &str, unless: &str) {
        self.text += &forbid(promise, &act.map(|a| vec![a]).unwrap_or_default(), when, unless);
        self.text += "\n";
    }
}

fn forbid(promise: &str, acts: &[Act], when: &str, unless: &str) -> String {
    let action = match acts {
        [] => "action".to_owned(),
        [act] => format!("action == Action::\"{}\"", act.word()),
        acts => {
            let named: Vec<String> = acts.iter().map(|a| format!("Action::\"{}\"", a.word())).collect();
            format!("action in [{}]", named.join(", "))
        }
    };
    let clause = |word: &str, text: &str| match text.trim() {
        "" => String::new(),
        text => format!("\n  {word} {{ {text} }}"),
    };
    format!(
        "@promise(\"{promise}\")\nforbid(principal, {action}, resource){}{};\n",
        clause("when", when),
        clause("unless", unless)
    )
}

fn set(kind: &str, ids: &[String]) -> String {
    let named: Vec<String> = ids.iter().map(|id| format!("{kind}::\"{id}\"")).collect();
    format!("[{}]", named.join(", "))
}

fn theorems(charter: &Charter) -> Vec<Theorem> {
    let theorem = |(id, never): (&String, &crate::Never)| {
        let (when, unless) = (never.when.as_deref().unwrap_or(""), never.unless.as_deref().unwrap_or(""));
        let prohibition = forbid(&format!("never.{id}"), &never.does, when, unless);
        Theorem {
            id: id.clone(),
            does: if never.does.is_empty() { Act::ALL.to_vec() } else { never.does.clone() },
            policies: format!("permit(principal, action, resource);\n\n{prohibition}"),
        }
    };
    charter.never.iter().map(theorem).collect()
}
