using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SyncKit.Connecting;
using SyncKit.Connections;
using SyncKit.Faults;

namespace SyncKit.AspNetCore;

/// <summary>One connector's endpoints: start and callback in the browser, keys from the shop, disconnect from the app.</summary>
internal sealed class ConnectEndpoints(string connector, string prefix)
{
    private const string NotConnected = "Not connected";

    /// <summary>Query names of the start that are not handed on to the system's flow.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase) { "tenant", "name", "remap", "return" };

    public async Task StartAsync(HttpContext context)
    {
        SyncKitConnectOptions options = Options(context);
        IQueryCollection query = context.Request.Query;
        if (!TryId(context, query["tenant"], query["name"], out ConnectionId? id))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        string returnTo = query["return"].ToString();
        if (returnTo.Length > 0 && !ReturnAddress.IsAllowed(returnTo, options.ReturnOrigins))
        {
            await ConnectPage.WriteAsync(context, 400, NotConnected, ["The return address is neither a path of this host nor one that it allows."], options.ReturnTo).ConfigureAwait(false);
            return;
        }

        bool remap = query["remap"] == "1";
        if (remap && context.Request.Headers["Sec-Fetch-Site"] == "cross-site")
        {
            await ConnectPage.WriteAsync(context, 400, NotConnected, ["Going over to another account has to be begun on a page of this host."], options.ReturnTo).ConfigureAwait(false);
            return;
        }

        string session = ConnectCookie.NewSession();
        using IDisposable acting = TenantAccess.BeginActor(context);
        ConnectStart start = await Connector(context).BeginAsync(
            new ConnectRequest
            {
                Connection = id,
                Session = session,
                Callback = Address(context, "callback"),
                Delivery = Address(context, "keys"),
                Parameters = query.Where(static part => !Own.Contains(part.Key)).ToDictionary(static part => part.Key, static part => part.Value.ToString(), StringComparer.Ordinal),
                AllowOtherAccount = remap,
                ReturnTo = returnTo,
            },
            context.RequestAborted).ConfigureAwait(false);
        if (!start.IsGood)
        {
            await RefuseAsync(context, start.Refusal, string.Empty, Onward(options, returnTo)).ConfigureAwait(false);
            return;
        }

        ConnectCookie.Give(context, start.State, session, CookiePath(context));
        ConnectPage.Shield(context.Response);
        context.Response.Redirect(start.Address.AbsoluteUri);
    }

    public async Task CallbackAsync(HttpContext context)
    {
        SyncKitConnectOptions options = Options(context);
        AccountConnector accounts = Connector(context);
        Dictionary<string, string> query = context.Request.Query.ToDictionary(static part => part.Key, static part => part.Value.ToString(), StringComparer.Ordinal);
        string state = query.GetValueOrDefault(accounts.StateParameter(connector) ?? string.Empty, string.Empty);
        ConnectOutcome outcome = await accounts
            .CompleteAsync(connector, query, ConnectCookie.Read(context, state), context.RequestAborted)
            .ConfigureAwait(false);
        if (state.Length > 0)
        {
            ConnectCookie.Take(context, state, CookiePath(context));
        }

        string onward = Onward(options, outcome.ReturnTo);
        if (!outcome.IsConnected)
        {
            await RefuseAsync(context, outcome.Refusal, outcome.Note, onward).ConfigureAwait(false);
            return;
        }

        await ConnectPage.WriteAsync(
            context,
            200,
            $"{outcome.AccountName} is connected",
            [$"The account {outcome.AccountName} is connected as {outcome.Connection.Id.Name}.", outcome.Note],
            onward).ConfigureAwait(false);
    }

    /// <summary>A shop takes its key back unless the answer is 200.</summary>
    public async Task KeysAsync(HttpContext context)
    {
        IReadOnlyDictionary<string, string>? fields = await FlatJson.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        bool kept = fields is not null && await Connector(context).DeliverAsync(connector, fields, context.RequestAborted).ConfigureAwait(false);
        ConnectPage.Shield(context.Response);
        context.Response.StatusCode = kept ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden;
    }

    /// <summary>Takes JSON only, which no page of another site can send without being asked for leave first.</summary>
    public async Task DisconnectAsync(HttpContext context)
    {
        IReadOnlyDictionary<string, string>? fields = await FlatJson.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        if (fields is null)
        {
            await Results.Problem(
                statusCode: StatusCodes.Status400BadRequest,
                title: "Send JSON with tenant and name.",
                detail: "The content type has to be application/json.").ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        if (!TryId(context, fields.GetValueOrDefault("tenant"), fields.GetValueOrDefault("name"), out ConnectionId? id))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        using IDisposable acting = TenantAccess.BeginActor(context);
        if (await context.RequestServices.GetRequiredService<IConnectionStore>().FindAsync(id, context.RequestAborted).ConfigureAwait(false) is null)
        {
            await Results.Problem(statusCode: StatusCodes.Status404NotFound, title: $"There is no connection '{id}'.").ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        ConnectionSetup setup = context.RequestServices.GetRequiredService<ConnectionSetup>();
        Failure? left = await setup.DisconnectAsync(id, context.RequestAborted).ConfigureAwait(false);
        ConnectPage.Shield(context.Response);
        await FlatJson.WriteAsync(
            context.Response,
            [("connection", id.ToString()), ("state", "disconnected"), ("code", left?.Code ?? string.Empty), ("message", left is null ? string.Empty : $"{left.Message} {left.Remedy}")],
            context.RequestAborted).ConfigureAwait(false);
    }

    private static SyncKitConnectOptions Options(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<SyncKitConnectOptions>>().Value;

    private static AccountConnector Connector(HttpContext context) => context.RequestServices.GetRequiredService<AccountConnector>();

    private static string Onward(SyncKitConnectOptions options, string returnTo) =>
        returnTo.Length > 0 && ReturnAddress.IsAllowed(returnTo, options.ReturnOrigins) ? returnTo : options.ReturnTo;

    private static Task RefuseAsync(HttpContext context, Failure refusal, string note, string onward) =>
        ConnectPage.WriteAsync(context, StatusCodes.Status400BadRequest, NotConnected, [refusal.Message, refusal.Remedy, note], onward);

    private bool TryId(HttpContext context, string? tenant, string? name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ConnectionId? id)
    {
        id = null;
        if (!TenantAccess.TryFind(context, tenant, out TenantId? owner))
        {
            return false;
        }

        try
        {
            id = new ConnectionId(owner, connector, name is { Length: > 0 } ? name : "main");
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private string CookiePath(HttpContext context) => context.Request.PathBase.Add(prefix).Value!;

    private Uri Address(HttpContext context, string last)
    {
        HttpRequest request = context.Request;
        string root = Options(context).PublicAddress is { } known
            ? known.AbsoluteUri.TrimEnd('/')
            : $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";
        return new Uri($"{root}{prefix}/{last}");
    }
}
