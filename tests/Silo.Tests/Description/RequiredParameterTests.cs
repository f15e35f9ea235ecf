using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Signals.Parameters;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Silo.Tests.Api;

namespace SqueezeFlow.Silo.Tests.Description;

/// <summary>What the description calls required, against what the service does without it.</summary>
public sealed class RequiredParameterTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const long Start = 1_735_689_600_000;

    private static readonly string Bars = $$"""
        {"bars":[{"market":null,"openUnixMs":{{Start}},"open":1,"high":1,"low":1,"close":1,"buyNotional":1,"sellNotional":1,"buyCount":1,"sellCount":1,"buyLiquidation":0,"sellLiquidation":0}]}
        """;

    [Fact]
    public async Task Every_call_with_nothing_but_what_is_required_succeeds()
    {
        host.Shadows.Use([new("well", StrategyParameters.Corrected)], 10_000, 0.001);
        host.Flow.Shadows = [new("well", "BTC", "", null, null, 10_000, 10_000, 0, 0, 0, 0, 0, 0, 0, 0, null, [])];
        host.Trail.Stored.Add(new("sqz-BTCUSDT-1-L", FakeFlow.MarketTime, Start, StepKind.Given, "LONG BTC"));
        foreach (var operation in await OperationsAsync())
        {
            var (status, field) = await CallAsync(operation, leftOut: null);

            Assert.True(status is >= 200 and < 300, $"{operation}: {status} {field}");
        }
    }

    [Fact]
    public async Task Every_call_without_something_that_is_required_is_refused_for_it()
    {
        var left = 0;
        foreach (var operation in await OperationsAsync())
        {
            foreach (var name in operation.Required.Where(parameter => parameter.In != "path").Select(parameter => parameter.Name).Concat(operation.NeedsBody ? ["Content-Type"] : []))
            {
                var (status, field) = await CallAsync(operation, name);

                Assert.True(status is >= 400 and < 500 && field == name, $"{operation} without {name}: {status} {field}");
                left++;
            }
        }

        Assert.True(left >= 15, $"{left} calls");
    }

    [Fact]
    public async Task Every_shorter_path_that_is_answered_is_described_as_a_path_of_its_own()
    {
        var operations = await OperationsAsync();
        var described = operations.Select(operation => (operation.Method, operation.Path)).ToHashSet();
        foreach (var operation in operations.Where(operation => operation.Path.EndsWith('}')))
        {
            for (var path = operation.Path; path.EndsWith('}');)
            {
                path = path[..path.LastIndexOf('/')];
                var (status, _) = await CallAsync(operation with { Path = path }, leftOut: null);

                Assert.True(status >= 400 || described.Contains((operation.Method, path)), $"{operation.Method} {path}: {status}, and it is not described");
            }
        }
    }

    private async Task<(int Status, string? Field)> CallAsync(Operation operation, string? leftOut)
    {
        var path = operation.Path.Split('/').Select(part => part.StartsWith('{') ? Uri.EscapeDataString(ValueOf(operation, part.Trim('{', '}'))) : part);
        var query = operation.Required.Where(parameter => parameter.In == "query" && parameter.Name != leftOut).Select(parameter => $"{parameter.Name}={ValueOf(operation, parameter.Name)}");
        using var request = new HttpRequestMessage(new HttpMethod(operation.Method.ToUpperInvariant()), $"{string.Join('/', path)}?{string.Join('&', query)}");
        foreach (var header in operation.Required.Where(parameter => parameter.In == "header" && parameter.Name != leftOut))
        {
            request.Headers.Add(header.Name, ValueOf(operation, header.Name));
        }

        request.Content = operation.NeedsBody && leftOut != "Content-Type" ? new StringContent(BodyOf(operation), Encoding.UTF8, "application/json") : null;

        // Of a stream the beginning will do.
        using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var isProblem = response.Content.Headers.ContentType?.MediaType == "application/problem+json";
        var problem = isProblem ? await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken) : default;
        return ((int)response.StatusCode, isProblem && problem.TryGetProperty("field", out var field) ? field.GetString() : null);
    }

    private static string BodyOf(Operation operation) => operation.Path switch
    {
        "/api/v1/signals" => """{"id":"1","symbol":"BTC","action":"long"}""",
        "/api/v1/signals/webhook" => $$"""{"id":"2","symbol":"BTC","action":"long","time":{{FakeFlow.MarketTime.ToUnixTimeMilliseconds()}},"secret":"{{ApiHost.BodySecret}}"}""",
        _ => operation.Path.EndsWith("/bars", StringComparison.Ordinal) ? Bars : "{}",
    };

    private static string ValueOf(Operation operation, string name) => name switch
    {
        "symbol" => "BTC",
        "market" or "markets" => operation.Method == "get" ? "BINANCE:btcusdt" : "BINANCE:ethusdt",
        "exchange" => "BINANCE",
        "number" => "0",
        "name" => "well",
        "id" when operation.Path.Contains("/signals/", StringComparison.Ordinal) => "sqz-BTCUSDT-1-L",
        "id" => operation.Path.Contains("/feeds/", StringComparison.Ordinal) ? "BINANCE/0" : "1",
        "from" => $"{Start}",
        "to" => $"{Start + 60_000}",
        "timeframe" => operation.Path.EndsWith("/bars", StringComparison.Ordinal) ? "1m" : "60000",
        "X-SqueezeFlow" => "1",
        _ => throw new InvalidOperationException($"{operation} requires {name}, of which the test has no example"),
    };

    private async Task<List<Operation>> OperationsAsync()
    {
        var paths = (await host.GetAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject();
        List<Operation> operations = [.. paths.SelectMany(path => path.Value.EnumerateObject().Select(operation => new Operation(
            path.Name,
            operation.Name,
            [.. Items(operation.Value, "parameters")
                .Where(parameter => parameter.TryGetProperty("required", out var required) && required.GetBoolean())
                .Select(parameter => (parameter.GetProperty("name").GetString()!, parameter.GetProperty("in").GetString()!))],
            operation.Value.TryGetProperty("requestBody", out var body) && body.GetProperty("required").GetBoolean())))];
        Assert.True(operations.Count >= 30, $"{operations.Count} operations");
        return operations;
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) ? list.EnumerateArray() : default;

    private sealed record Operation(string Path, string Method, IReadOnlyList<(string Name, string In)> Required, bool NeedsBody)
    {
        public override string ToString() => $"{Method} {Path}";
    }
}
