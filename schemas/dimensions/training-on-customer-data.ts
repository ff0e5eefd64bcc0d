import { z } from "zod";
import { defineDimension, YES_GRADES } from "../dimension.ts";
import { date } from "../primitives.ts";

export const trainingOnCustomerData = defineDimension({
	id: "training_on_customer_data",
	label: "No-training default",
	question: "Is there a public commitment not to train on customer API data by default?",
	buyer_question: "Who promises not to train on API data by default?",
	slug: "no-training-default",
	group: "Data handling",
	graded_on: "platform",
	fresh_days: 120,
	platform_wide: false,
	rubric: {
		yes_public:
			"Public terms or documentation promise that API data is not used for training unless the customer opts in.",
		yes_sales_gated: "The promise is stated, but takes effect only with a certain contract or an approval.",
		yes_platform_only: "The promise holds only on another platform or in a private deployment.",
		partial: "It holds for some plans, models or kinds of data, or the customer has to opt out.",
		unclear: "Terms and documentation disagree, or their wording leaves training open.",
		no_public_evidence:
			"No such promise was found, or (contrary) the terms say that data is used for training by default.",
	},
	facts: {
		trains_on_inputs_by_default: z
			.boolean()
			.describe("Whether customer inputs are used for training unless the customer acts."),
		opt_out_documented: z.boolean().describe("Whether a way to opt out is documented."),
		opt_in_available: z.boolean().describe("Whether a customer can choose to share data for training."),
		policy_updated: date.describe("Date printed on the policy."),
	},
	contradictions: [
		{
			fact: "trains_on_inputs_by_default",
			is: true,
			with: YES_GRADES,
			because: "a promise not to train excludes training by default",
		},
	],
});
