using System.Security.Cryptography;
using System.Text;
using SyncKit.Testing.QuickBooks.Snapshots;

namespace SyncKit.Testing.QuickBooks.Authorization;

/// <summary>Who may call which company: consents, codes, refresh tokens and access tokens.</summary>
internal sealed class Authority(QuickBooksSimulatorOptions behaviour)
{
    private static readonly TimeSpan RollingLife = TimeSpan.FromSeconds(8_726_400);
    private static readonly TimeSpan HardLife = TimeSpan.FromDays(365 * 5);
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Grant> byRefresh = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Grant> byRealm = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Grant Grant, DateTimeOffset Expires)> access = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string RealmId, string Redirect, DateTimeOffset Expires)> codes = new(StringComparer.Ordinal);
    private long minted;

    private DateTimeOffset Now => behaviour.Time.GetUtcNow();

    /// <summary>A person consents: the grant starts anew, with its first refresh token.</summary>
    public string Consent(string realmId)
    {
        lock (gate)
        {
            if (byRealm.TryGetValue(realmId, out Grant? old))
            {
                old.Revoked = true;
            }

            Grant grant = new(realmId, Now);
            byRealm[realmId] = grant;
            return Rotate(grant);
        }
    }

    public string IssueCode(string realmId, string redirect)
    {
        lock (gate)
        {
            string code = Mint("XAB1", 40);
            codes[code] = (realmId, redirect, Now + CodeLife);
            return code;
        }
    }

    /// <summary>Trades a code once; nothing when it is unknown, used or stale, or was issued for another redirect address.</summary>
    public TokenGrant? Redeem(string code, string redirect)
    {
        lock (gate)
        {
            if (!codes.Remove(code, out (string RealmId, string Redirect, DateTimeOffset Expires) issued) || issued.Expires < Now || (issued.Redirect.Length > 0 && issued.Redirect != redirect))
            {
                return null;
            }

            Consent(issued.RealmId);
            return Issue(byRealm[issued.RealmId]);
        }
    }

    /// <summary>Trades a refresh token; nothing when it is dead.</summary>
    public TokenGrant? Refresh(string refreshToken)
    {
        lock (gate)
        {
            if (!byRefresh.TryGetValue(refreshToken, out Grant? grant) || grant.Revoked || Now - grant.LastUsedAt > RollingLife || Now - grant.AuthorizedAt > HardLife)
            {
                return null;
            }

            if (grant.Replaced.TryGetValue(refreshToken, out DateTimeOffset replacedAt) && Now - replacedAt >= behaviour.OldRefreshTokenGrace)
            {
                grant.Revoked |= behaviour.ParallelRefreshKillsGrant;
                return null;
            }

            bool isCurrent = grant.RefreshToken == refreshToken;
            if (isCurrent && (behaviour.RefreshRotation == RefreshRotation.EveryRefresh || Now - grant.MintedAt >= TimeSpan.FromHours(24)))
            {
                grant.Replaced[refreshToken] = Now;
                Rotate(grant);
            }

            return Issue(grant);
        }
    }

    /// <summary>Revokes the grant behind an access or refresh token; false when the token is unknown.</summary>
    public bool Revoke(string token)
    {
        lock (gate)
        {
            Grant? grant = byRefresh.GetValueOrDefault(token) ?? (access.TryGetValue(token, out (Grant Grant, DateTimeOffset Expires) issued) ? issued.Grant : null);
            if (grant is null)
            {
                return false;
            }

            grant.Revoked = true;
            return true;
        }
    }

    public void RevokeRealm(string realmId) => WithGrant(realmId, grant => grant.Revoked = true);

    public void LoseUserAccess(string realmId, bool lost) => WithGrant(realmId, grant => grant.UserLostAccess = lost);

    public void ExpireAccessTokens(string realmId)
    {
        lock (gate)
        {
            foreach (string token in access.Where(entry => entry.Value.Grant.RealmId == realmId).Select(entry => entry.Key).ToList())
            {
                access[token] = (access[token].Grant, Now);
            }
        }
    }

    public AccessDecision Decide(string? accessToken, string realmId)
    {
        lock (gate)
        {
            if (string.IsNullOrEmpty(accessToken))
            {
                return AccessDecision.TokenMissing;
            }

            if (!access.TryGetValue(accessToken, out (Grant Grant, DateTimeOffset Expires) issued) || issued.Expires <= Now)
            {
                return AccessDecision.TokenExpired;
            }

            return issued.Grant.Revoked || issued.Grant.RealmId != realmId
                ? AccessDecision.NotAuthorized
                : issued.Grant.UserLostAccess ? AccessDecision.UserLostAccess : AccessDecision.Granted;
        }
    }

    public AuthoritySnapshot Save()
    {
        lock (gate)
        {
            ILookup<Grant, KeyValuePair<string, DateTimeOffset>> issued = access.ToLookup(entry => entry.Value.Grant, entry => KeyValuePair.Create(entry.Key, entry.Value.Expires));
            return new AuthoritySnapshot(
                minted,
                [.. byRefresh.Values.Distinct().OrderBy(grant => byRealm[grant.RealmId] == grant).Select(grant => grant.Save(new Dictionary<string, DateTimeOffset>(issued[grant])))],
                [.. codes.Select(code => new CodeSnapshot(code.Key, code.Value.RealmId, code.Value.Redirect, code.Value.Expires))]);
        }
    }

    public void Load(AuthoritySnapshot saved)
    {
        minted = saved.Minted;
        foreach (CodeSnapshot code in saved.Codes)
        {
            codes[code.Code] = (code.RealmId, code.Redirect, code.Expires);
        }

        foreach (GrantSnapshot consent in saved.Grants)
        {
            Grant grant = Grant.Load(consent);
            byRealm[grant.RealmId] = grant;
            foreach (string refreshToken in grant.Replaced.Keys.Append(grant.RefreshToken))
            {
                byRefresh[refreshToken] = grant;
            }

            foreach ((string token, DateTimeOffset expires) in consent.AccessTokens)
            {
                access[token] = (grant, expires);
            }
        }
    }

    private void WithGrant(string realmId, Action<Grant> act)
    {
        lock (gate)
        {
            act(byRealm[realmId]);
        }
    }

    private TokenGrant Issue(Grant grant)
    {
        string token = Mint("eyJ", 120);
        access[token] = (grant, Now + behaviour.AccessTokenLife);
        grant.LastUsedAt = Now;
        return new TokenGrant(token, grant.RefreshToken, behaviour.AccessTokenLife, RollingLife, HardLife - (Now - grant.AuthorizedAt));
    }

    private string Rotate(Grant grant)
    {
        grant.RefreshToken = Mint("AB11", 46);
        grant.MintedAt = Now;
        byRefresh[grant.RefreshToken] = grant;
        return grant.RefreshToken;
    }

    /// <summary>A token that looks random and follows from the seed.</summary>
    private string Mint(string prefix, int length)
    {
        string material = string.Empty;
        while (material.Length < length)
        {
            string counted = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{behaviour.Seed}/{minted++}");
            material += Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(counted)));
        }

        return prefix + material[..length];
    }
}
