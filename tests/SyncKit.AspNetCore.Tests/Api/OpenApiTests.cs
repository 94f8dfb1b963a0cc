using System.Text.Json;

namespace SyncKit.AspNetCore.Tests.Api;

public sealed class OpenApiTests
{
    private static readonly string Snapshot = Path.Combine(AppContext.BaseDirectory, "Api", "routes.txt");

    [Fact]
    public async Task Every_operation_is_named_summed_up_and_says_how_it_refuses()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();
        JsonElement document = await world.Nobody.ReadAsync("/openapi/v1.json");
        List<string> names = [];
        foreach ((string route, JsonElement operation) in Operations(document))
        {
            names.Add(operation.Text("operationId"));
            operation.Text("summary").Should().NotBeNullOrEmpty(route);
            operation.GetProperty("tags").GetArrayLength().Should().Be(1, route);
            JsonElement responses = operation.GetProperty("responses");
            string[] statuses = [.. responses.EnumerateObject().Select(response => response.Name)];
            statuses.Should().Contain(["401", "404", "429", "500"], route);
            statuses.Should().Contain(status => status.StartsWith('2'), route);
            foreach (JsonProperty refusal in responses.EnumerateObject().Where(response => response.Name[0] is '4' or '5' && response.Name != "401"))
            {
                refusal.Value.GetProperty("content").TryGetProperty("application/problem+json", out _).Should().BeTrue($"{route} {refusal.Name}");
            }

            int inPath = route.Count(c => c == '{');
            (operation.TryGetProperty("parameters", out JsonElement parameters)
                ? parameters.EnumerateArray().Count(parameter => parameter.Text("in") == "path")
                : 0).Should().Be(inPath, route);
            if (route.StartsWith("PUT ", StringComparison.Ordinal))
            {
                operation.TryGetProperty("requestBody", out _).Should().BeTrue(route);
            }
        }

        names.Should().OnlyHaveUniqueItems().And.NotBeEmpty();
    }

    [Fact]
    public async Task The_routes_are_those_of_the_list()
    {
        await using ApiWorld world = await ApiWorld.StartAsync();
        JsonElement document = await world.Nobody.ReadAsync("/openapi/v1.json");

        string[] listed = await File.ReadAllLinesAsync(Snapshot, TestContext.Current.CancellationToken);

        Operations(document).Select(operation => operation.Route).Order(StringComparer.Ordinal)
            .Should().Equal(listed.Where(line => line.Length > 0), "routes.txt lists them; a change of it is a change for every caller");
    }

    private static IEnumerable<(string Route, JsonElement Operation)> Operations(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject()
            .Where(path => path.Name.StartsWith("/synckit", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject().Select(method => ($"{method.Name.ToUpperInvariant()} {path.Name}", method.Value)));
}
