namespace SyncKit.AspNetCore.Api.Requests;

/// <summary>How lists are cut into pages.</summary>
internal static class Paging
{
    public const int Usual = 100;

    public const int Most = 500;
}
