using System.Globalization;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Interfaces.Signals;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Api;

/// <summary>Signed signals: who holds the secret is taken, once for each signature, and nobody else.</summary>
public sealed class WebhookApiTests : IAsyncLifetime
{
    private const string Path = "/api/v1/signals/webhook";
    private const string Body = """{"id":"1","symbol":"BTC","action":"long"}""";

    private readonly ManualClock _clock = new(FakeFlow.MarketTime);
    private readonly ApiHost _host = new();

    public ValueTask InitializeAsync()
    {
        _host.Clock = _clock;
        return _host.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("sha256=", "application/json")]
    [InlineData("", "text/plain")]
    public async Task A_signed_call_needs_neither_key_nor_header(string prefix, string type)
    {
        var (status, _) = await SendAsync(Body, Now, prefix + Sign(Body, Now), type);

        Assert.Equal(202, status);
        Assert.Single(_host.Flow.Sent);
    }

    [Fact]
    public async Task A_signature_of_another_body_time_or_secret_is_refused_and_so_is_none()
    {
        (string? Timestamp, string? Signature)[] wrong =
        [
            (Now, Sign(Body + " ", Now)), (Later(1), Sign(Body, Now)), (Now, Sign(Body, Now, "another secret !")), (Now, ""), (Now, "sha256="), (Now, "sha256=" + new string('0', 64)), (Now, null), (null, null),
        ];

        foreach (var (timestamp, signature) in wrong)
        {
            var (status, field) = await SendAsync(Body, timestamp, signature);

            Assert.True(status == 401, $"{timestamp} {signature}: {status} {field}");
        }

        Assert.Empty(_host.Flow.Sent);
    }

    [Theory]
    [InlineData(-301)]
    [InlineData(301)]
    public async Task A_time_too_far_from_now_is_refused_however_it_is_signed(int seconds)
    {
        Assert.Equal((401, "X-SqueezeFlow-Timestamp"), await SendAsync(Body, Later(seconds), Sign(Body, Later(seconds))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("99999999999999999999")]
    public async Task A_time_that_is_none_is_refused(string timestamp)
    {
        Assert.Equal((401, "X-SqueezeFlow-Timestamp"), await SendAsync(Body, timestamp, Sign(Body, timestamp)));
    }

    [Fact]
    public async Task A_signature_is_taken_once_and_the_signal_may_be_signed_anew()
    {
        var (timestamp, signature) = (Now, Sign(Body, Now));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(Body, timestamp, signature)));
        _clock.Advance(TimeSpan.FromSeconds(299));
        var late = await SendAsync(Body, timestamp, signature);
        _clock.Advance(TimeSpan.FromSeconds(2));
        var tooLate = await SendAsync(Body, timestamp, signature);
        var anew = await SendAsync(Body, Now, Sign(Body, Now));

        Assert.Single(answers, answer => answer.Status == 202);
        Assert.All(answers.Where(answer => answer.Status != 202).Append(late), answer => Assert.Equal((409, "X-SqueezeFlow-Signature"), answer));
        Assert.Equal((401, 202), (tooLate.Status, anew.Status));
        Assert.Single(_host.Flow.Sent);
    }

    [Fact]
    public async Task What_the_service_could_not_take_may_be_sent_again_as_it_is()
    {
        _host.Flow.OnSent = _ => ExternalAnswer.Refused(new(ExternalRefusalKind.Unavailable, "The signal could not be kept", null, "the disk is full"));
        var first = await SendAsync(Body, Now, Sign(Body, Now));
        _host.Flow.OnSent = null;
        var second = await SendAsync(Body, Now, Sign(Body, Now));

        Assert.Equal((503, 202), (first.Status, second.Status));
    }

    [Fact]
    public async Task Nothing_unsigned_is_looked_at_and_what_is_signed_must_still_be_right()
    {
        var unsigned = await SendAsync("{", Now, "00");
        var broken = await SendAsync("{", Now, Sign("{", Now));
        var large = await SendAsync(new string(' ', 20_000), Now, "00");
        var form = await SendAsync("id=1", Now, Sign("id=1", Now), "application/x-www-form-urlencoded");
        var secret = await SendAsync(WithSecret(Now), Now, Sign(WithSecret(Now), Now));

        Assert.Equal((401, 400, 413, 415), (unsigned.Status, broken.Status, large.Status, form.Status));
        Assert.Equal((400, "secret"), secret);
        Assert.Empty(_host.Flow.Sent);
    }

    [Fact]
    public async Task A_secret_in_the_body_does_with_a_young_time_and_with_nothing_less()
    {
        var good = await SendAsync(WithSecret(Now), null, null, "text/plain");
        var old = await SendAsync(WithSecret(Later(-301)), null, null);
        var timeless = await SendAsync($$"""{"id":"1","symbol":"BTC","action":"long","secret":"{{ApiHost.BodySecret}}"}""", null, null);
        var wrong = await SendAsync(WithSecret(Now).Replace(ApiHost.BodySecret, "a secret in the boot", StringComparison.Ordinal), null, null);
        var signing = await SendAsync(WithSecret(Now).Replace(ApiHost.BodySecret, _host.Webhook.Secret, StringComparison.Ordinal), null, null);

        Assert.Equal(202, good.Status);
        Assert.Equal(((400, "time"), (400, "time")), (old, timeless));
        Assert.Equal(((401, "secret"), (401, "secret")), (wrong, signing));
        Assert.Single(_host.Flow.Sent);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_comes()
    {
        Assert.StartsWith("HTTP/1.1 413 ", await SpeakAsync("Content-Length: 20000\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_body_is_the_fault_of_its_sender()
    {
        var answer = await SpeakAsync("Transfer-Encoding: chunked\r\n\r\nno length\r\n");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"field\":\"body\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_file_that_cannot_be_read_ends_the_start_with_its_setting()
    {
        await using var host = new ApiHost();
        (host.Webhook.Secret, host.Webhook.SecretFile) = ("", "/nowhere/secret");

        var fault = await Assert.ThrowsAsync<IOException>(() => host.InitializeAsync().AsTask());

        Assert.StartsWith("Signals:Webhook:SecretFile: '/nowhere/secret'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_is_sent_twice_is_not_repeated()
    {
        var body = WithSecret(Now).Replace("\"id\"", $"\"secret\":\"{ApiHost.BodySecret}\",\"id\"", StringComparison.Ordinal);
        using var response = await PostAsync(body, null, null, "application/json");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("send it once", text, StringComparison.Ordinal);
        Assert.DoesNotContain(ApiHost.BodySecret, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_is_answered_to_nobody()
    {
        using var response = await PostAsync(WithSecret(Now).Replace("long", "up", StringComparison.Ordinal), null, null, "application/json");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("action", text, StringComparison.Ordinal);
        Assert.DoesNotContain(ApiHost.BodySecret, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_other_sites_cannot_use_it_either()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(WithSecret(Now), Encoding.UTF8, "text/plain") };
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var response = await _host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(403, (int)response.StatusCode);
    }

    [Fact]
    public async Task It_is_shut_while_signals_from_outside_are_not_switched_on()
    {
        _host.External.Enabled = false;

        Assert.Equal((403, "Signals:External:Enabled"), await SendAsync(Body, Now, Sign(Body, Now)));
    }

    private string Now => Later(0);

    private string Later(int seconds) => (_clock.GetUtcNow().ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);

    private static string WithSecret(string seconds) => $$"""{"id":"1","symbol":"BTC","action":"long","time":{{seconds}}000,"secret":"{{ApiHost.BodySecret}}"}""";

    // As the page about it says, by other means than the service's own.
    private string Sign(string body, string timestamp, string? secret = null)
    {
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secret ?? _host.Webhook.Secret));
        return Convert.ToHexString(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{timestamp}.{body}"))).ToLowerInvariant();
    }

    private async Task<(int Status, string? Field)> SendAsync(string body, string? timestamp, string? signature, string type = "application/json")
    {
        using var response = await PostAsync(body, timestamp, signature, type);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, answer.TryGetProperty("field", out var field) ? field.GetString() : null);
    }

    // As no client of a library would. The service closes the connection after such an answer.
    private async Task<string> SpeakAsync(string headersAndBody)
    {
        var address = _host.Client.BaseAddress!;
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {Path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\nContent-Type: application/json\r\n{headersAndBody}"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var status = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        var answer = new StringBuilder(status);
        while (answer.Length < 10_000 && await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            answer.Append('\n').Append(line);
            if (line.Contains("\"field\":", StringComparison.Ordinal))
            {
                break;
            }
        }

        return answer.ToString();
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string? timestamp, string? signature, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(body, Encoding.UTF8, type) };
        foreach (var (name, value) in ((string, string?)[])[("X-SqueezeFlow-Timestamp", timestamp), ("X-SqueezeFlow-Signature", signature)])
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await _host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
