using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using SyncKit.AspNetCore.Api.Answers;
using SyncKit.Connections;
using SyncKit.Inbox;

namespace SyncKit.AspNetCore.Api.Requests;

/// <summary>One call: whose it is, and what it asks. Whatever of it is not well formed ends the call with a problem.</summary>
internal sealed class ApiCall
{
    private static readonly object TenantKey = new();

    private ApiCall(HttpContext http) => Http = http;

    public HttpContext Http { get; }

    /// <summary>The tenant of the route, which the caller may act for.</summary>
    public TenantId Tenant => (TenantId)Http.Items[TenantKey]!;

    /// <summary>The connection of the route; whether there is one of that name is another matter.</summary>
    public ConnectionId Connection
    {
        get
        {
            try
            {
                return new ConnectionId(Tenant, Route("connector"), Route("name"));
            }
            catch (ArgumentException)
            {
                throw new ProblemException(Problems.NotFound($"The connection '{Route("connector")}/{Route("name")}'"));
            }
        }
    }

    /// <summary>Where this call's route begins, for addresses of what it made.</summary>
    public string Path => $"{Http.Request.PathBase}{Http.Request.Path}".TrimEnd('/');

    /// <summary>The generated binding calls this.</summary>
    public static ValueTask<ApiCall?> BindAsync(HttpContext context) => ValueTask.FromResult<ApiCall?>(new ApiCall(context));

    public static void Allow(HttpContext context, TenantId tenant) => context.Items[TenantKey] = tenant;

    public string Route(string name) => (string)Http.GetRouteValue(name)!;

    /// <summary>A query parameter; <see langword="null"/> when it is absent or empty.</summary>
    public string? Query(string name)
    {
        StringValues values = Http.Request.Query[name];
        return values.Count > 1
            ? throw new ProblemException(Problems.Field(name, $"The parameter '{name}' is there {values.Count} times; give it once."))
            : string.IsNullOrEmpty(values.ToString()) ? null : values.ToString();
    }

    public string Need(string name) =>
        Query(name) ?? throw new ProblemException(Problems.Field(name, $"The parameter '{name}' is missing."));

    /// <summary>A connection of the tenant, written as connector/name.</summary>
    public ConnectionId? QueryConnection(string name) => Query(name) is { } text ? ConnectionText.Read(Tenant, name, text) : null;

    /// <summary>The record that the query names.</summary>
    public RecordKey Record() => new RecordText(Need("source"), Need("kind"), Need("record")).Read(Tenant);

    public int Limit(int most = Paging.Most)
    {
        if (Query("limit") is not { } text)
        {
            return Math.Min(Paging.Usual, most);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit) && limit >= 1
            ? Math.Min(limit, most)
            : throw new ProblemException(Problems.Field("limit", $"The limit is '{text}'; write a whole number from 1 to {most}."));
    }

    public long? Number(string name) => Query(name) switch
    {
        null => null,
        { } text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) => number,
        { } text => throw new ProblemException(Problems.Field(name, $"The parameter '{name}' is '{text}', not a whole number.")),
    };

    public DateTimeOffset? Time(string name) => Query(name) switch
    {
        null => null,
        { } text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) => time,
        { } text => throw new ProblemException(Problems.Field(name, $"The parameter '{name}' is '{text}'; write a time as in 2026-03-01T12:00:00Z.")),
    };

    public DateOnly? Day(string name) => Query(name) switch
    {
        null => null,
        { } text when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) => day,
        { } text => throw new ProblemException(Problems.Field(name, $"The parameter '{name}' is '{text}'; write a day as in 2026-03-01.")),
    };

    public bool Flag(string name) => Query(name) switch
    {
        null or "false" => false,
        "true" => true,
        { } text => throw new ProblemException(Problems.Field(name, $"The parameter '{name}' is '{text}'; write true or false.")),
    };

    /// <summary>A word in camel case, as answers write it.</summary>
    public T? Word<T>(string name)
        where T : struct, Enum => Query(name) is { } text ? Words.Read<T>(name, text) : null;

    public Task<T> ReadAsync<T>(JsonTypeInfo<T> type)
        where T : notnull => RequestBody.ReadAsync(Http, type);
}
