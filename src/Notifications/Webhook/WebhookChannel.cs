using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Notifications.Delivery;
using SqueezeFlow.Notifications.Messages;
using SqueezeFlow.Notifications.Settings;

namespace SqueezeFlow.Notifications.Webhook;

/// <summary>Posts signed JSON to one address. Follows no redirect, uses no proxy, and reads little of what is answered.</summary>
internal sealed class WebhookChannel : IChannel, IDisposable
{
    private const int ShortestHidden = 8;

    private readonly WebhookChannelOptions _options;
    private readonly string[] _hidden;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;

    /// <summary>Over the system's names.</summary>
    public WebhookChannel(WebhookChannelOptions options, TimeProvider clock)
        : this(options, clock, static (host, token) => Dns.GetHostAddressesAsync(host, token))
    {
    }

    internal WebhookChannel(WebhookChannelOptions options, TimeProvider clock, Func<string, CancellationToken, Task<IPAddress[]>> lookUp)
    {
        (_options, _clock, _hidden) = (options, clock, [.. HiddenOf(options)]);
        _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 16,
            ConnectCallback = options.AllowPrivateAddresses ? null : new PublicConnector(lookUp).ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public string Name => "webhook";

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var request = RequestOf(message);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode ? SendOutcome.Delivered : await ReadRefusalAsync(response, cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return fault is ForbiddenAddressException || fault.InnerException is ForbiddenAddressException
                ? SendOutcome.Refused($"{(fault as ForbiddenAddressException ?? fault.InnerException!).Message}: name a public one, or set {WebhookChannelOptions.Section}:{nameof(WebhookChannelOptions.AllowPrivateAddresses)}=true")
                : SendOutcome.Missed($"{_options}: {Hide(fault.InnerException?.Message ?? fault.Message)}");
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage RequestOf(OutgoingMessage message)
    {
        var body = WebhookBody.Of(message);
        var timestamp = _clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        return new(HttpMethod.Post, _options.Url)
        {
            Content = content,
            Headers =
            {
                { ApiHeaders.MessageId, message.Id },
                { ApiHeaders.Timestamp, timestamp },
                { ApiHeaders.Signature, CallSignature.Prefix + CallSignature.Of(Encoding.UTF8.GetBytes(_options.Secret), timestamp, body) },
                { "User-Agent", "SqueezeFlow" },
            },
        };
    }

    private async Task<SendOutcome> ReadRefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var words = Hide(await AnswerStart.ReadAsync(response.Content, cancellationToken));
        var status = (int)response.StatusCode;
        var problem = $"{_options} answers {status}{(words.Length > 0 ? $": {words}" : "")}";
        return status switch
        {
            >= 300 and < 400 => SendOutcome.Refused($"{problem} (redirects are not followed: name the address itself)"),
            408 or 429 or >= 500 => SendOutcome.Missed(problem, WaitOf(response.Headers.RetryAfter)),
            _ => SendOutcome.Refused(problem),
        };
    }

    private TimeSpan? WaitOf(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? header?.Date - _clock.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : null;
    }

    private string Hide(string text) => ProblemText.Of(_hidden.Aggregate(text, static (shown, hidden) => shown.Replace(hidden, "***", StringComparison.Ordinal)));

    // A receiver may tell us what we have sent: its own address is often all the secret that it has.
    private static IEnumerable<string> HiddenOf(WebhookChannelOptions options)
    {
        var address = new Uri(options.Url);
        string[] parts = [options.Secret, options.Url, address.PathAndQuery, address.AbsolutePath, .. address.PathAndQuery.Split('/', '?', '&', '=').Where(part => part.Length >= ShortestHidden)];
        return parts.Concat(parts.Select(Uri.UnescapeDataString)).Where(part => part.Length > 1).Distinct(StringComparer.Ordinal).OrderByDescending(part => part.Length);
    }
}
