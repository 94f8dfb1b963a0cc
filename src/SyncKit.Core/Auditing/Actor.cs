namespace SyncKit.Auditing;

/// <summary>
/// Who acts, for the audit trail: a person behind an HTTP call, or the engine. It flows with the asynchronous call, as a log scope does.
/// </summary>
public static class Actor
{
    /// <summary>Who acts when nobody else was named.</summary>
    public const string Engine = "engine";

    private static readonly AsyncLocal<string?> Named = new();

    /// <summary>Who acts now. <value>Default: <see cref="Engine"/>.</value></summary>
    public static string Current => Named.Value ?? Engine;

    /// <summary>Names who acts until the returned scope is disposed.</summary>
    /// <param name="name">Who, for example <c>user:jane@acme.example</c>; never a secret.</param>
    /// <returns>The scope, which gives the name back that was there before.</returns>
    public static IDisposable Begin(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Scope scope = new(Named.Value);
        Named.Value = name;
        return scope;
    }

    private sealed class Scope(string? before) : IDisposable
    {
        public void Dispose() => Named.Value = before;
    }
}
