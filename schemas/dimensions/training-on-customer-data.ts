import { z } from "zod";
import { defineDimension, YES_HERE } from "../dimension.ts";
import { date, line } from "../primitives.ts";

export const trainingOnCustomerData = defineDimension({
	id: "training_on_customer_data",
	label: "No-training default",
	question: "Is there a public commitment not to train on customer API data by default?",
	buyer_question: "Which AI APIs do not train on your data?",
	slug: "no-training-default",
	group: "Data handling",
	graded_on: "platform",
	fresh_days: 120,
	rubric: {
		yes_public:
			"Public terms or documentation promise that API data is not used for training unless the customer opts in.",
		yes_sales_gated: "The promise is stated, but takes effect only with a certain contract or an approval.",
		yes_platform_only: "The promise holds only on another platform or in a private deployment.",
		partial: "A plan that anyone can buy does not train by default, but other plans, models or kinds of data do.",
		unclear: "Terms and documentation disagree, or their wording leaves training open.",
		no_public_evidence:
			"No such promise is public, or (contrary) every plan that anyone can buy trains by default, with or without an opt-out.",
	},
	facts: {
		trains_on_inputs_by_default: z
			.boolean()
			.describe("True if customer inputs are used for training unless the customer acts."),
		opt_out_documented: z.boolean().describe("True if a way to opt out is documented."),
		opt_in_available: z.boolean().describe("True if a customer can choose to share data for training."),
		opt_out_how: line(200).describe("How a customer opts out."),
		policy_updated: date.describe("Date printed on the policy."),
	},
	contradictions: [
		{
			fact: "trains_on_inputs_by_default",
			is: true,
			with: YES_HERE,
			because: "a promise not to train excludes training by default",
		},
	],
	requirements: [],
});
