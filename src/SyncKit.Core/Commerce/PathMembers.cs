using System.Globalization;

namespace SyncKit.Commerce;

/// <summary>The members of a part of the commerce model that a path can lead to.</summary>
internal sealed class PathMembers<T>
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private readonly Dictionary<string, Func<PathWalk, Func<T, string?>?>> members = new(StringComparer.OrdinalIgnoreCase);

    public PathMembers<T> Text(string name, Func<T, string?> read) => Add(name, walk => walk.Ends() ? read : null);

    public PathMembers<T> Number(string name, Func<T, decimal?> read) => Text(name, part => read(part)?.ToString(CultureInfo.InvariantCulture));

    public PathMembers<T> Truth(string name, Func<T, bool> read) => Text(name, part => read(part) ? "true" : "false");

    public PathMembers<T> Day(string name, Func<T, DateOnly?> read) => Text(name, part => read(part)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public PathMembers<T> Instant(string name, Func<T, DateTimeOffset?> read) =>
        Text(name, part => read(part)?.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture));

    public PathMembers<T> Part<TPart>(string name, Func<T, TPart?> read, PathMembers<TPart> parts)
        where TPart : class =>
        Add(name, walk => parts.Follow(walk) is { } rest ? whole => read(whole) is { } part ? rest(part) : null : null);

    public PathMembers<T> List<TItem>(string name, Func<T, IReadOnlyList<TItem>> read, PathMembers<TItem> items) =>
        Add(name, walk => walk.Index() is { } index && items.Follow(walk) is { } rest
            ? whole => read(whole) is var list && index < list.Count ? rest(list[index]) : null
            : null);

    public PathMembers<T> Meta(Func<T, IReadOnlyList<MetaEntry>> read) =>
        Add("meta", walk => walk.MetaSteps() is { } steps ? whole => MetaValue.Text(read(whole), steps) : null);

    /// <summary>What reads the member that the walk leads to; <see langword="null"/> when it leads nowhere.</summary>
    public Func<T, string?>? Follow(PathWalk walk) => walk.Name(members.Keys) is { } name ? members[name](walk) : null;

    private PathMembers<T> Add(string name, Func<PathWalk, Func<T, string?>?> follow)
    {
        members.Add(name, follow);
        return this;
    }
}
