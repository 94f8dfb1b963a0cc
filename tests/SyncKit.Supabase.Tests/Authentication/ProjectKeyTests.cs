using System.Text;
using SyncKit.Credentials;
using SyncKit.Supabase.Authentication;

namespace SyncKit.Supabase.Tests.Authentication;

public sealed class ProjectKeyTests
{
    [Theory]
    [InlineData("sb_secret_x", ApiKeyRole.Secret)]
    [InlineData("sb_publishable_x", ApiKeyRole.Public)]
    [InlineData("anything", ApiKeyRole.Unknown)]
    [InlineData("a.!!!.c", ApiKeyRole.Unknown)]
    [InlineData("a.bm8.c", ApiKeyRole.Unknown)]
    [InlineData("a..c", ApiKeyRole.Unknown)]
    internal void A_key_tells_what_it_may_do_or_leaves_it_open(string key, ApiKeyRole role) => new ProjectKey(new Secret(key)).Role.Should().Be(role);

    [Theory]
    [InlineData("""{"role":"service_role"}""", ApiKeyRole.Secret)]
    [InlineData("""{"role":"anon"}""", ApiKeyRole.Public)]
    [InlineData("""{"role":"authenticated"}""", ApiKeyRole.Public)]
    [InlineData("""{"role":"books_writer"}""", ApiKeyRole.Unknown)]
    [InlineData("""{"role":7}""", ApiKeyRole.Unknown)]
    [InlineData("[]", ApiKeyRole.Unknown)]
    internal void A_token_tells_by_its_role(string claims, ApiKeyRole role) =>
        new ProjectKey(new Secret($"a.{System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.c")).Role.Should().Be(role);

    [Fact]
    public void A_key_shows_nothing_of_itself() => new ProjectKey(new Secret("sb_secret_x")).ToString().Should().Be("***");
}
