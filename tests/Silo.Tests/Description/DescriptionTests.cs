using System.Text.Json;
using SqueezeFlow.Silo.Tests.Api;

namespace SqueezeFlow.Silo.Tests.Description;

public sealed class DescriptionTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task It_has_title_version_server_and_the_ways_to_send_a_key()
    {
        var document = await host.GetAsync("/openapi/v1.json");

        Assert.StartsWith("3.0.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal("SqueezeFlow", document.GetProperty("info").GetProperty("title").GetString());
        Assert.Equal(Silo.Service.ServiceVersion.Text, document.GetProperty("info").GetProperty("version").GetString());
        Assert.Equal("/", document.GetProperty("servers")[0].GetProperty("url").GetString());
        var key = document.GetProperty("components").GetProperty("securitySchemes").GetProperty("apiKey");
        Assert.Equal(("apiKey", "header", "X-Api-Key"), (Text(key, "type"), Text(key, "in"), Text(key, "name")));
    }

    [Fact]
    public async Task It_describes_every_operation_under_a_name_of_its_own()
    {
        var operations = await OperationsAsync();

        Assert.True(operations.Count >= 30, $"{operations.Count} operations");
        Assert.All(operations, operation => Assert.NotEmpty(Text(operation.Body, "summary")));
        Assert.DoesNotContain(operations, operation => operation.Path.StartsWith("/dashboard", StringComparison.Ordinal) || operation.Method == "head");
        var names = operations.Select(operation => Text(operation.Body, "operationId")).ToList();
        Assert.DoesNotContain("", names);
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public async Task Every_parameter_says_what_it_means_and_has_a_shape()
    {
        var parameters = (await OperationsAsync())
            .SelectMany(operation => Items(operation.Body, "parameters").Select(parameter => (Where: $"{operation.Method} {operation.Path} {Text(parameter, "name")}", Body: parameter)))
            .ToList();

        Assert.NotEmpty(parameters);
        Assert.All(parameters, parameter => Assert.True(parameter.Body.TryGetProperty("description", out var words) && words.GetString()!.Length > 3, parameter.Where));
        Assert.All(parameters, parameter => Assert.True(parameter.Body.GetProperty("schema").TryGetProperty("type", out _), parameter.Where));
    }

    [Fact]
    public async Task Every_success_and_every_refusal_has_a_shape()
    {
        foreach (var (path, method, body) in await OperationsAsync())
        {
            foreach (var response in body.GetProperty("responses").EnumerateObject())
            {
                var content = response.Value.TryGetProperty("content", out var kinds) ? kinds.EnumerateObject().ToList() : [];
                Assert.True(content.Count > 0, $"{method} {path} {response.Name}: no content");
                Assert.All(content, kind => Assert.True(kind.Value.GetProperty("schema").EnumerateObject().Any(), $"{method} {path} {response.Name}: no shape"));
            }

            var statuses = body.GetProperty("responses").EnumerateObject().Select(response => response.Name).ToList();
            Assert.Empty(((string[])["401", "403", "500", "503"]).Except(statuses));
            Assert.True(statuses.Contains("400") || !path.StartsWith("/api/", StringComparison.Ordinal), $"{method} {path}");
        }
    }

    [Fact]
    public async Task A_refusal_is_problem_details_with_field_value_and_fix()
    {
        var document = await host.GetAsync("/openapi/v1.json");

        var problem = document.GetProperty("paths").GetProperty("/api/v1/symbols/{symbol}").GetProperty("get").GetProperty("responses").GetProperty("404")
            .GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString()!;
        var shape = document.GetProperty("components").GetProperty("schemas").GetProperty(problem.Split('/')[^1]).GetProperty("properties");
        Assert.All((string[])["title", "status", "detail", "field", "value", "fix"], name => Assert.True(shape.TryGetProperty(name, out _), name));
    }

    [Fact]
    public async Task Every_change_says_what_it_must_carry()
    {
        var signed = (await OperationsAsync()).Single(operation => operation.Path == "/api/v1/signals/webhook");
        var changes = (await OperationsAsync()).Where(operation => operation.Method != "get" && operation.Path != signed.Path).ToList();

        Assert.Equal(["wait", "X-SqueezeFlow-Timestamp", "X-SqueezeFlow-Signature"], Items(signed.Body, "parameters").Select(parameter => Text(parameter, "name")));
        Assert.DoesNotContain(Items(signed.Body, "security"), way => way.EnumerateObject().Any());
        Assert.Equal(11, changes.Count);
        Assert.All(changes, change =>
        {
            var header = Assert.Single(Items(change.Body, "parameters"), parameter => Text(parameter, "name") == "X-SqueezeFlow");
            Assert.Equal(("header", true, "1"), (Text(header, "in"), header.GetProperty("required").GetBoolean(), header.GetProperty("schema").GetProperty("enum")[0].GetString()));
            Assert.True(change.Body.GetProperty("requestBody").GetProperty("required").GetBoolean());
            Assert.True(change.Body.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
            Assert.Contains(Items(change.Body, "security"), way => way.TryGetProperty("apiKey", out _));
        });
    }

    [Fact]
    public async Task No_value_is_left_without_a_shape()
    {
        var document = await host.GetAsync("/openapi/v1.json");

        var bare = document.GetProperty("components").GetProperty("schemas").EnumerateObject()
            .SelectMany(schema => Properties(schema.Value).Select(property => (Name: $"{schema.Name}.{property.Name}", Shape: property.Value)))
            .Where(property => !HasShape(property.Shape))
            .Select(property => property.Name);
        Assert.Empty(bare);
    }

    [Fact]
    public async Task Values_that_converters_write_have_the_shape_that_they_write()
    {
        var schemas = (await host.GetAsync("/openapi/v1.json")).GetProperty("components").GetProperty("schemas");

        var status = schemas.GetProperty("StatusView").GetProperty("properties");
        Assert.Equal(("string", "date-time"), (Text(status.GetProperty("startedAt"), "type"), Text(status.GetProperty("startedAt"), "format")));
        Assert.True(status.GetProperty("marketTime").GetProperty("nullable").GetBoolean());
        Assert.Equal("integer", Text(status.GetProperty("trades"), "type"));
        Assert.Equal(("number", true), (Text(status.GetProperty("tradesPerSecond"), "type"), status.GetProperty("tradesPerSecond").GetProperty("nullable").GetBoolean()));
        Assert.Equal("string", Text(schemas.GetProperty("StrategyProfile"), "type"));
        Assert.Equal("string", Text(schemas.GetProperty("Gap").GetProperty("properties").GetProperty("market"), "type"));
    }

    private static bool HasShape(JsonElement schema) =>
        ((string[])["type", "$ref", "oneOf", "allOf", "anyOf", "enum"]).Any(name => schema.TryGetProperty(name, out _)) &&
        (!IsList(schema) || (schema.TryGetProperty("items", out var items) && (!IsList(items) || items.TryGetProperty("items", out _))));

    private static bool IsList(JsonElement schema) => schema.TryGetProperty("type", out var type) && type.GetString() == "array";

    private static JsonElement.ObjectEnumerator Properties(JsonElement schema) =>
        schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject() : default;

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) ? list.EnumerateArray() : default;

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    private async Task<List<(string Path, string Method, JsonElement Body)>> OperationsAsync() =>
        [.. (await host.GetAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (path.Name, operation.Name, operation.Value)))];
}
