using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Signals.External;
using SqueezeFlow.Silo.Api.Access;
using SqueezeFlow.Silo.Api.Answers;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Api.External;

/// <summary>
/// Whether a webhook call comes from who holds the secret: signed over its time and body, or, where that is allowed, with a secret in the body. Neither
/// secret nor body is ever logged or answered.
/// </summary>
internal sealed class WebhookCheck(IOptions<WebhookOptions> options, TimeProvider clock)
{
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(options.Value.ReadSecret());
    private readonly ApiKey _bodySecret = new(options.Value.ReadBodySecret());

    /// <summary>Whether any call can be one.</summary>
    public bool IsOn => _secret.Length > 0 || _bodySecret.IsSet;

    /// <summary>Why a call is refused, or the signature that it was proved by; none of both when a secret in the body did it.</summary>
    public (IResult? Refusal, string? Signature) Judge(HttpRequest request, byte[] body)
    {
        string? signature = request.Headers[ApiHeaders.Signature];
        return signature is not null && _secret.Length > 0 ? JudgeSigned(request, signature, body)
            : signature is null && _bodySecret.IsSet ? (JudgeBody(body), null)
            : (Refused(ApiHeaders.Signature, signature is null ? null : "***", "send the signature of timestamp and body"), null);
    }

    private (IResult? Refusal, string? Signature) JudgeSigned(HttpRequest request, string signature, byte[] body)
    {
        string? timestamp = request.Headers[ApiHeaders.Timestamp];
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || IsStale(seconds))
        {
            var now = clock.GetUtcNow().ToUnixTimeSeconds();
            return (Refused(ApiHeaders.Timestamp, timestamp, $"send whole seconds since 1970 UTC, within {options.Value.Window.TotalSeconds:0} s of {now}"), null);
        }

        var expected = CallSignature.Of(_secret, timestamp, body);
        var given = signature.StartsWith(CallSignature.Prefix, StringComparison.OrdinalIgnoreCase) ? signature[CallSignature.Prefix.Length..] : signature;
        return IsSame(expected, given) ? (null, expected) : (Refused(ApiHeaders.Signature, "***", "it is not that of this timestamp and body under Signals:Webhook:Secret"), null);
    }

    // A secret in the body proves who sends it, not when: the time of the signal has to, see ExternalIntake.
    private IResult? JudgeBody(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var given = json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty(ExternalSignalReader.SecretField, out var field) && field.ValueKind == JsonValueKind.String
                    ? field.GetString()
                    : null;
            return _bodySecret.Is(given) ? null : Refused(ExternalSignalReader.SecretField, given is null ? null : "***", "send the text that is set as Signals:Webhook:BodySecret");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            ApiMetrics.Failures.Add(1);
            return Problems.Invalid("body", null, "send valid JSON");
        }
    }

    private bool IsStale(long seconds) => Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - (double)seconds) > options.Value.Window.TotalSeconds;

    private static bool IsSame(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given.Trim().ToLowerInvariant()));

    private static IResult Refused(string field, string? value, string fix) => Problems.Refused(StatusCodes.Status401Unauthorized, field, value, fix);
}
