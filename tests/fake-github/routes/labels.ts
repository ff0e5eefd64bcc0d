import { type Json, like } from "../openapi.ts";
import { type Area, oneWith, Refusal, type StoredIssue, type StoredLabel, type World } from "../state.ts";
import { issueOf } from "./find.ts";

/** The labels of the repository, and those that an issue or a pull request bears. */
export function labelsArea(world: World): Area {
	const onIssue = (issue: StoredIssue) => ({
		status: 200,
		body: issue.labels.map((name) => labelBody(world, labelNamed(world, name))),
	});
	return {
		"issues/list-labels-for-repo": () => ({
			status: 200,
			body: world.labels.map((label) => labelBody(world, label)),
		}),
		"issues/get-label": ({ path }) => ({ status: 200, body: labelBody(world, labelNamed(world, path.name ?? "")) }),
		"issues/create-label": ({ body }) => {
			const name = String(body.name);
			if (world.labels.some((label) => isSame(label.name, name))) {
				throw new Refusal(422, "Validation Failed", "already_exists");
			}
			return { status: 201, body: labelBody(world, addLabel(world, name, body)) };
		},
		"issues/update-label": ({ path, body }) => {
			const label = labelNamed(world, path.name ?? "");
			if (body.color !== undefined) label.color = String(body.color);
			if (body.description !== undefined) label.description = String(body.description);
			return { status: 200, body: labelBody(world, label) };
		},
		"issues/list-labels-on-issue": ({ path }) => onIssue(issueOf(world, path)),
		"issues/add-labels": ({ path, body }) => {
			const issue = issueOf(world, path);
			issue.labels = [...new Set([...issue.labels, ...labelsIn(world, body.labels)])];
			return onIssue(issue);
		},
		"issues/set-labels": ({ path, body }) => {
			const issue = issueOf(world, path);
			issue.labels = [...new Set(labelsIn(world, body.labels))];
			return onIssue(issue);
		},
		"issues/remove-label": ({ path }) => {
			const issue = issueOf(world, path);
			const name = oneWith(issue.labels, (label) => isSame(label, path.name ?? ""));
			issue.labels = issue.labels.filter((label) => label !== name);
			return onIssue(issue);
		},
	};
}

/** The names of labels in a body, as the repository spells them; one that it lacks is made, as GitHub does. */
export function labelsIn(world: World, given: unknown): string[] {
	return ((given ?? []) as (string | { name: string })[])
		.map((one) => (typeof one === "string" ? one : one.name))
		.map((name) => (world.labels.find((label) => isSame(label.name, name)) ?? addLabel(world, name, {})).name);
}

export function labelBody(world: World, { id, name, color, description }: StoredLabel): Json {
	return like("label", { id, name, color, description, url: world.api(`/labels/${encodeURIComponent(name)}`) });
}

export function labelNamed(world: World, name: string): StoredLabel {
	return oneWith(world.labels, (label) => isSame(label.name, name));
}

function addLabel(world: World, name: string, body: Json): StoredLabel {
	const description = body.description === undefined ? null : String(body.description);
	if (name.length > 50 || (description ?? "").length > 100) throw new Refusal(422, "Validation Failed", "invalid");
	const label = { id: world.nextId(), name, color: String(body.color ?? "ededed"), description };
	world.labels.push(label);
	return label;
}

/** GitHub knows a label in upper and lower case alike. */
function isSame(a: string, b: string): boolean {
	return a.toLowerCase() === b.toLowerCase();
}
