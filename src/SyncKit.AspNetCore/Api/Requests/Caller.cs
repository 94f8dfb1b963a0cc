using System.Security.Claims;

namespace SyncKit.AspNetCore.Api.Requests;

/// <summary>Names who calls, for the audit trail.</summary>
internal static class Caller
{
    private const int Longest = 128;

    public static string Of(ClaimsPrincipal user)
    {
        string name = user.Identity?.Name ?? user.FindFirst("sub")?.Value ?? user.FindFirst(ClaimTypes.NameIdentifier)?.Value ?? "unnamed";
        return $"user:{(name.Length > Longest ? name[..Longest] : name)}";
    }
}
