/** Promises of a release to programs, beyond its JSON Schemas; the version is computed from both. */
export interface Contract {
	/** Every table, as CSV, Parquet, SQLite and the data package give it. */
	readonly tables: Readonly<
		Record<
			string,
			{
				readonly key: readonly string[];
				readonly columns: Readonly<Record<string, ContractColumn>>;
			}
		>
	>;
	/** Name of a view of the database, of its full-text index or of the table that describes it → its columns. */
	readonly views: Readonly<Record<string, readonly string[]>>;
	/** Sheet of the workbook → its heads. */
	readonly sheets: Readonly<Record<string, readonly string[]>>;
	/** Format → column type → how the format holds it. */
	readonly representations: Readonly<Record<string, Readonly<Record<string, string>>>>;
	/** Paths of the files; `<id>` stands for an offering's or schema's. */
	readonly files: readonly string[];
	/** Paths of the HTTP API. */
	readonly api: readonly string[];
	readonly package: {
		/** Subpath → conditions under which it is exported. */
		readonly exports: Readonly<Record<string, readonly string[]>>;
		/** Name that the package exports → its declaration. */
		readonly declarations: Readonly<Record<string, string>>;
	};
}

/** A column as the contract holds it. */
export interface ContractColumn {
	readonly type: string;
	readonly nullable: boolean;
	readonly values?: readonly string[];
	/** True where a minor version may add values. */
	readonly open?: boolean;
	readonly references?: string;
}
