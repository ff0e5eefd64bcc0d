import { type Json, like } from "../openapi.ts";
import { oneWith, Refusal, type Routes, type Store, type StoredIssue, type StoredLabel } from "../store.ts";
import { issueOf } from "./find.ts";

/** The labels of the repository, and those that an issue or a pull request bears. */
export function labelsRoutes(store: Store): Routes {
	const onIssue = (issue: StoredIssue) => ({
		status: 200,
		body: issue.labels.map((name) => labelBody(store, labelNamed(store, name))),
	});
	return {
		"issues/list-labels-for-repo": () => ({
			status: 200,
			body: store.labels.map((label) => labelBody(store, label)),
		}),
		"issues/get-label": ({ path }) => ({ status: 200, body: labelBody(store, labelNamed(store, path.name ?? "")) }),
		"issues/create-label": ({ body }) => {
			const name = String(body.name);
			if (store.labels.some((label) => isSame(label.name, name))) {
				throw new Refusal(422, "Validation Failed", "already_exists");
			}
			return { status: 201, body: labelBody(store, addLabel(store, name, body)) };
		},
		"issues/update-label": ({ path, body }) => {
			const label = labelNamed(store, path.name ?? "");
			if (body.color !== undefined) label.color = String(body.color);
			if (body.description !== undefined) label.description = String(body.description);
			return { status: 200, body: labelBody(store, label) };
		},
		"issues/list-labels-on-issue": ({ path }) => onIssue(issueOf(store, path)),
		"issues/add-labels": ({ path, body }) => {
			const issue = issueOf(store, path);
			issue.labels = [...new Set([...issue.labels, ...labelsIn(store, body.labels)])];
			return onIssue(issue);
		},
		"issues/set-labels": ({ path, body }) => {
			const issue = issueOf(store, path);
			issue.labels = [...new Set(labelsIn(store, body.labels))];
			return onIssue(issue);
		},
		"issues/remove-label": ({ path }) => {
			const issue = issueOf(store, path);
			const name = oneWith(issue.labels, (label) => isSame(label, path.name ?? ""));
			issue.labels = issue.labels.filter((label) => label !== name);
			return onIssue(issue);
		},
	};
}

/** The names of labels in a body, as the repository spells them; one that it lacks is made, as GitHub does. */
export function labelsIn(store: Store, given: unknown): string[] {
	return ((given ?? []) as (string | { name: string })[])
		.map((one) => (typeof one === "string" ? one : one.name))
		.map((name) => (store.labels.find((label) => isSame(label.name, name)) ?? addLabel(store, name, {})).name);
}

export function labelBody(store: Store, { id, name, color, description }: StoredLabel): Json {
	return like("label", { id, name, color, description, url: store.api(`/labels/${encodeURIComponent(name)}`) });
}

export function labelNamed(store: Store, name: string): StoredLabel {
	return oneWith(store.labels, (label) => isSame(label.name, name));
}

function addLabel(store: Store, name: string, body: Json): StoredLabel {
	const description = body.description === undefined ? null : String(body.description);
	if (name.length > 50 || (description ?? "").length > 100) throw new Refusal(422, "Validation Failed", "invalid");
	const label = { id: store.nextId(), name, color: String(body.color ?? "ededed"), description };
	store.labels.push(label);
	return label;
}

/** GitHub knows a label in upper and lower case alike. */
function isSame(a: string, b: string): boolean {
	return a.toLowerCase() === b.toLowerCase();
}
