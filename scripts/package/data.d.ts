import type { PublishedData } from "../../schemas/published.ts";

declare const data: PublishedData;
export default data;
