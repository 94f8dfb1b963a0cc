using SyncKit.AspNetCore.Api.Answers;
using SyncKit.Credentials;

namespace SyncKit.AspNetCore.Api.Connections;

/// <summary>Reads secrets that were sent. What is wrong with one is said without showing it.</summary>
internal static class SecretText
{
    private const int Most = 32;
    private const int Longest = 16 * 1024;

    public static CredentialSet Read(Dictionary<string, string> secrets)
    {
        if (secrets.Count is 0 or > Most)
        {
            throw new ProblemException(Problems.Field("credentials", FormattableString.Invariant($"Send 1 to {Most} secrets by name; {secrets.Count} are there.")));
        }

        foreach ((string name, string value) in secrets)
        {
            if (name.Length == 0 || value.Length is 0 or > Longest)
            {
                throw new ProblemException(Problems.Field("credentials", FormattableString.Invariant($"The secret '{name}' is empty or longer than {Longest} characters.")));
            }
        }

        return new CredentialSet(secrets.Select(secret => KeyValuePair.Create(secret.Key, new Secret(secret.Value))));
    }
}
