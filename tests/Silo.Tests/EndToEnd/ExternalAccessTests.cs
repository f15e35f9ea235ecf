using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SqueezeFlow.Silo.Tests.EndToEnd;

/// <summary>Who may give signals from outside to the whole service. It collects nothing: whoever is let in is told that there is no such coin.</summary>
public sealed class ExternalAccessTests
{
    private const string Body = """{"id":"1","symbol":"BTC","action":"long"}""";
    private const string Direct = "/api/v1/signals";
    private const string Webhook = "/api/v1/signals/webhook";

    [Fact]
    public async Task With_a_key_it_is_needed_and_a_signature_stands_for_it_on_its_own_path_alone()
    {
        await using var service = await LiveService.StartAsync("--Api:Key=the key", "--Signals:External:Enabled=true", "--Signals:Webhook:Secret=a secret that signs");

        Assert.Equal(401, await PostAsync(service, Direct, ("X-SqueezeFlow", "1")));
        Assert.Equal(404, await PostAsync(service, Direct, ("X-SqueezeFlow", "1"), ("X-Api-Key", "the key")));
        Assert.Equal(404, await PostAsync(service, Webhook, Signed()));
        Assert.Equal(401, await PostAsync(service, Webhook));
        Assert.Equal(401, await PostAsync(service, Direct, Signed()));
        Assert.Equal(401, await PostAsync(service, "/api/v1/execution/pause", Signed()));
        Assert.Equal(403, await PostAsync(service, Webhook, [.. Signed(), ("Host", "elsewhere.example")]));
    }

    [Theory]
    [InlineData("--Signals:Webhook:Secret=a secret that signs")]
    [InlineData("--Signals:External:Enabled=true")]
    public async Task Without_the_switch_or_without_a_secret_no_signature_helps(string setting)
    {
        await using var service = await LiveService.StartAsync(setting);

        Assert.Equal(403, await PostAsync(service, Webhook, Signed()));
    }

    private static (string Name, string Value)[] Signed()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes("a secret that signs"), Encoding.UTF8.GetBytes($"{now}.{Body}"));
        return [("X-SqueezeFlow-Timestamp", now), ("X-SqueezeFlow-Signature", "sha256=" + Convert.ToHexString(signature))];
    }

    // The status; a coin that is not collected is the field of every 404.
    private static async Task<int> PostAsync(LiveService service, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var response = await service.Client.SendAsync(request, TestContext.Current.CancellationToken);
        if ((int)response.StatusCode == 404)
        {
            var problem = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
            Assert.Equal("symbol", problem.GetProperty("field").GetString());
        }

        return (int)response.StatusCode;
    }
}
