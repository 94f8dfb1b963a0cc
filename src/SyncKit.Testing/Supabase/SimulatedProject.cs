using System.Text.Json;
using SyncKit.Testing.Loopback;
using SyncKit.Testing.Supabase.Declaring;
using SyncKit.Testing.Supabase.Keys;
using SyncKit.Testing.Supabase.Querying;
using SyncKit.Testing.Supabase.Rest;
using SyncKit.Testing.Supabase.Tables;
using SyncKit.Testing.Supabase.Values;
using SyncKit.Testing.Supabase.Wire;
using SyncKit.Testing.Supabase.Writing;

namespace SyncKit.Testing.Supabase;

/// <summary>One project of the simulator, with its keys and its database. Safe for use from several threads.</summary>
public sealed class SimulatedProject
{
    private const string RestPrefix = "/rest/v1";

    private readonly Lock gate = new();
    private readonly Dictionary<string, ProjectTable> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProjectFunction> functions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> sequences = new(StringComparer.Ordinal);
    private readonly TimeProvider time;
    private readonly Jwt tokens;
    private readonly Gateway gateway;
    private readonly RestApi api;
    private Transaction? open;
    private int keys;

    internal SimulatedProject(string reference, Uri url, TimeProvider time)
    {
        Reference = reference;
        Url = url;
        this.time = time;
        tokens = new Jwt($"simulated-signing-secret-of-{reference}-with-enough-characters");
        ServiceRoleKey = tokens.Sign($$"""{"iss":"supabase","ref":"{{reference}}","role":"service_role","iat":1700000000,"exp":2900000000}""");
        AnonKey = tokens.Sign($$"""{"iss":"supabase","ref":"{{reference}}","role":"anon","iat":1700000000,"exp":2900000000}""");
        PublishableKey = $"sb_publishable_{reference}_simulated";
        SecretKey = NewKey();
        gateway = new Gateway(this, tokens);
        api = new RestApi(this);
    }

    /// <summary>The project's reference.</summary>
    public string Reference { get; }

    /// <summary>The project's address, to which <c>/rest/v1</c> is appended.</summary>
    public Uri Url { get; }

    /// <summary>The secret API key of the new kind.</summary>
    public string SecretKey { get; private set; }

    /// <summary>The API key of the new kind for browsers.</summary>
    public string PublishableKey { get; }

    /// <summary>The older key that row-level security does not hold back, a JSON web token.</summary>
    public string ServiceRoleKey { get; }

    /// <summary>The older key for browsers, a JSON web token.</summary>
    public string AnonKey { get; }

    /// <summary>Whether the older keys are taken.</summary>
    /// <value>On by default.</value>
    public bool TakesLegacyKeys { get; set; } = true;

    /// <summary>The most rows that one answer has, whatever it is asked for.</summary>
    /// <value>1 000 by default, as in a new project.</value>
    public int MaxRows { get; set; } = 1_000;

    /// <summary>How answers are compressed for callers that accept it: <c>gzip</c>, <c>br</c>, or <see langword="null"/> for not at all.</summary>
    /// <value>Not by default.</value>
    public string? Compression { get; set; }

    /// <summary>Whether the project is paused, so that only the edge answers.</summary>
    public bool IsPaused { get; set; }

    /// <summary>The exposed schemas, the one that is meant when none is named first.</summary>
    /// <value><c>public</c> alone by default.</value>
    public IReadOnlyList<string> Schemas { get; set; } = ["public"];

    internal DateTimeOffset Now => TimeText.Micros(time.GetUtcNow());

    internal IReadOnlyCollection<ProjectTable> Tables => tables.Values;

    internal IEnumerable<string> FunctionNames => functions.Keys;

    /// <summary>
    /// Declares tables with the SQL that makes them: columns, keys, foreign keys, defaults, checks that compare a column with a literal, triggers that keep
    /// <c>updated_at</c>, unique indexes and row-level security. Everything else in it is left out.
    /// </summary>
    /// <param name="sql">The statements.</param>
    /// <exception cref="FormatException">A table cannot be read, or has a type or default that the simulator does not know.</exception>
    public void Apply(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        lock (gate)
        {
            new SchemaReader(tables).Apply(sql);
        }
    }

    /// <summary>Adds a function that can be called under <c>/rpc</c>. It runs in one transaction, and may use this project's own methods.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="parameters">The names of its parameters.</param>
    /// <param name="body">What it does: from its arguments, as one JSON object, to the JSON of its result, or nothing.</param>
    public void AddFunction(string name, IReadOnlyList<string> parameters, Func<SimulatedProject, JsonElement, string?> body)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(body);
        lock (gate)
        {
            functions[name] = new ProjectFunction(parameters, body);
        }
    }

    /// <summary>Switches a table's row-level security on and says which rows it lets a caller see and write.</summary>
    /// <param name="table">The table.</param>
    /// <param name="policy">Whether a caller may, by the claims of its token and the row.</param>
    public void Secure(string table, Func<JsonElement, JsonElement, bool> policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ProjectTable secured = Need(table);
        secured.IsSecured = true;
        secured.Policy = (claims, row) => policy(claims, RowJson.Of(secured, [row])[0]);
    }

    /// <summary>Takes a table away from roles, for example <c>service_role</c>.</summary>
    public void Revoke(string table, params IEnumerable<string> roles) => Need(table).Revoked.UnionWith(roles);

    /// <summary>Gives the project another secret key; the former one is refused from now on.</summary>
    public void RollSecretKey() => SecretKey = NewKey();

    /// <summary>Signs a token as the project's sign-in does.</summary>
    /// <param name="claims">The claims as JSON, for example <c>{"role":"authenticated","sub":"…"}</c>.</param>
    public string SignToken(string claims) => tokens.Sign(claims);

    /// <summary>Rows of a table, as the API shows them.</summary>
    /// <param name="table">The table, with its schema before a dot where that is not the first one.</param>
    /// <param name="query">Conditions and order in the API's words, for example <c>total=gt.5&amp;order=id</c>; none for all rows.</param>
    public IReadOnlyList<JsonElement> Rows(string table, string query = "")
    {
        ProjectTable asked = Need(table);
        lock (gate)
        {
            ReadPlan plan = Plan(asked, query);
            return RowJson.Of(asked, new RowQuery(Owner, int.MaxValue).Run(plan).Rows);
        }
    }

    /// <summary>Puts rows in, as SQL does.</summary>
    /// <param name="table">The table.</param>
    /// <param name="json">A row or a list of rows.</param>
    /// <exception cref="InvalidOperationException">The database refuses.</exception>
    public void Insert(string table, string json) => Act(writer => writer.Insert(Need(table), JsonElement.Parse(json), new InsertOptions()));

    /// <summary>Puts rows in, and changes those that are there.</summary>
    /// <param name="table">The table.</param>
    /// <param name="json">A row or a list of rows.</param>
    /// <param name="onConflict">The columns by which a row is taken for one that is there; the primary key when absent.</param>
    /// <exception cref="InvalidOperationException">The database refuses.</exception>
    public void Upsert(string table, string json, IReadOnlyList<string>? onConflict = null) =>
        Act(writer => writer.Insert(Need(table), JsonElement.Parse(json), new InsertOptions { OnConflict = onConflict, Resolution = "merge-duplicates" }));

    /// <summary>Changes rows, as SQL does.</summary>
    /// <param name="table">The table.</param>
    /// <param name="query">Which rows, in the API's words, for example <c>id=eq.5</c>.</param>
    /// <param name="json">The columns and their new values.</param>
    /// <param name="touches">Whether the table's trigger notes the time of the change.</param>
    /// <returns>How many rows.</returns>
    /// <exception cref="InvalidOperationException">The database refuses.</exception>
    public int Update(string table, string query, string json, bool touches = true)
    {
        int changed = 0;
        Act(writer => changed = writer.Update(Need(table), Matching(table, query), JsonElement.Parse(json), touches).Count);
        return changed;
    }

    /// <summary>Deletes rows, as SQL does.</summary>
    /// <param name="table">The table.</param>
    /// <param name="query">Which rows, in the API's words.</param>
    /// <returns>How many rows, without those that went with them.</returns>
    /// <exception cref="InvalidOperationException">The database refuses.</exception>
    public int Delete(string table, string query)
    {
        TableRow[] rows = [];
        Act(writer => writer.Delete(Need(table), rows = Matching(table, query)));
        return rows.Length;
    }

    /// <summary>Begins a transaction whose changes are seen when it commits, though their times are of now.</summary>
    public SimulatedTransaction Begin() => new(this, Now);

    internal ProjectTable? Table(string schema, string name) => tables.GetValueOrDefault(SchemaReader.KeyOf(schema, name));

    internal ProjectFunction? Function(string name) => functions.GetValueOrDefault(name);

    internal SimulatedResponse Answer(SimulatedRequest request, string path)
    {
        if (IsPaused)
        {
            return SimulatedResponse.Html(540, "<!DOCTYPE html><html><head><title>Project paused</title></head><body>This project is paused.</body></html>");
        }

        Access? access = null;
        try
        {
            (access, SimulatedResponse? refusal) = gateway.Admit(request);
            if (refusal is not null)
            {
                return refusal;
            }

            if (!path.StartsWith(RestPrefix, StringComparison.Ordinal) || path[RestPrefix.Length..] is not ("" or ['/', ..]))
            {
                return ErrorBody.Gateway(404, "no Route matched with those values");
            }

            lock (gate)
            {
                return api.Answer(request, path[RestPrefix.Length..].Trim('/'), access!);
            }
        }
        catch (DatabaseErrorException error)
        {
            return ErrorBody.Database(error, access is not { IsAnonymous: false });
        }
    }

    /// <summary>Runs something in a transaction, which is undone when it fails; within one that is open already, as part of it.</summary>
    internal T Run<T>(Access access, Func<RowWriter, RowQuery, T> work, DateTimeOffset? now = null)
    {
        lock (gate)
        {
            bool isOuter = open is null;
            Transaction transaction = open ??= new Transaction(now ?? Now);
            try
            {
                T result = work(
                    new RowWriter(tables.Values, transaction, access, new RowMoment(transaction.Now, Next)), new RowQuery(access, int.MaxValue));
                if (isOuter)
                {
                    transaction.Commit();
                }

                return result;
            }
            catch when (isOuter)
            {
                transaction.RollBack();
                throw;
            }
            finally
            {
                open = isOuter ? null : open;
            }
        }
    }

    internal void Act(Action<RowWriter> work, DateTimeOffset? now = null)
    {
        lock (gate)
        {
            bool isWithinFunction = open is not null;
            try
            {
                Run(Owner, (writer, _) => { work(writer); return true; }, now);
            }
            catch (DatabaseErrorException error) when (!isWithinFunction)
            {
                throw new InvalidOperationException($"{error.Code}: {error.Message} {error.Details}".TrimEnd(), error);
            }
        }
    }

    internal ProjectTable Need(string table)
    {
        string[] parts = table.Split('.', 2);
        (string schema, string name) = parts.Length == 2 ? (parts[0], parts[1]) : (Schemas[0], table);
        return Table(schema, name) ?? throw new InvalidOperationException($"The project has no table {schema}.{name}.");
    }

    private TableRow[] Matching(string table, string query)
    {
        ReadPlan plan = Plan(Need(table), query);
        return [.. new RowQuery(Owner, int.MaxValue).Matching(plan, plan.Table.Rows)];
    }

    private static Access Owner { get; } = new(Access.Server, JsonElement.Parse("{}"));

    private ReadPlan Plan(ProjectTable table, string query) =>
        new PlanReader(tables.Values).Read(table, new SimulatedRequest("GET", "/", query.Length == 0 ? string.Empty : "?" + query, new Dictionary<string, string>(), default, Now));

    private long Next(string sequence) => sequences[sequence] = sequences.GetValueOrDefault(sequence) + 1;

    private string NewKey() => $"sb_secret_{Reference}_simulated_{++keys}";
}
