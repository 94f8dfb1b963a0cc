using System.Diagnostics;
using System.Reflection;
using System.Text;
using System.Text.Json;
using SyncKit.Credentials;

namespace SyncKit.Core.Tests.Credentials;

public sealed class SecretTests
{
    private static readonly CredentialSet Secrets = CredentialSet.Of(("key", "ck_hidden"), ("secret", "cs_hidden"));

    [Fact]
    public void No_way_to_print_a_secret_shows_it()
    {
        Secret secret = Secrets.Find("key")!;
        StoredCredentials stored = new(Secrets, 1);
        JsonSerializerOptions withFields = new() { IncludeFields = true };
        CredentialKeyOptions options = Keys.Options("k1");
        string all = string.Join(
            '\n',
            $"{secret} {Secrets} {stored}",
            new { secret, Secrets }.ToString(),
            string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0:X} {1}", secret, stored),
            new StringBuilder().Append(secret).Append(Secrets),
            JsonSerializer.Serialize(secret, withFields),
            JsonSerializer.Serialize(Secrets, withFields),
            JsonSerializer.Serialize(stored, withFields),
            JsonSerializer.Serialize(options, withFields),
            options);

        all.Should().NotContain("hidden").And.NotContain(Keys.Of("k1")).And.Contain("***").And.Contain("key, secret");
    }

    [Fact]
    public void A_debugger_shows_no_member_that_holds_a_secret()
    {
        typeof(Secret).GetCustomAttribute<DebuggerDisplayAttribute>()!.Value.Should().Be("***");
        foreach (FieldInfo field in typeof(Secret).GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
        {
            field.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State.Should().Be(DebuggerBrowsableState.Never);
        }

        typeof(Secret).GetProperties().Should().BeEmpty("a debugger calls getters");
        typeof(CredentialKeyOptions).GetProperty("Keys")!.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State
            .Should().Be(DebuggerBrowsableState.Never);
    }

    [Fact]
    public void What_a_data_key_was_is_gone_when_it_is_disposed()
    {
        byte[] bytes = Enumerable.Repeat((byte)7, 32).ToArray();

        new DataKey("k1", [1], bytes).Dispose();

        bytes.Should().OnlyContain(value => value == 0);
    }
}
