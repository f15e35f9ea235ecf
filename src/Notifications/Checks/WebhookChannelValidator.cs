using System.Text;
using Microsoft.Extensions.Options;
using SqueezeFlow.Notifications.Settings;
using SqueezeFlow.Notifications.Webhook;

namespace SqueezeFlow.Notifications.Checks;

/// <summary>Names every wrong value at once. Neither the address nor the secret is repeated.</summary>
internal sealed class WebhookChannelValidator : IValidateOptions<WebhookChannelOptions>
{
    private const string Url = $"{WebhookChannelOptions.Section}:{nameof(WebhookChannelOptions.Url)}";
    private const string Secret = $"{WebhookChannelOptions.Section}:{nameof(WebhookChannelOptions.Secret)}";
    private const string Private = $"{WebhookChannelOptions.Section}:{nameof(WebhookChannelOptions.AllowPrivateAddresses)}";

    public ValidateOptionsResult Validate(string? name, WebhookChannelOptions options)
    {
        string[] problems = [.. Problems(options)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Problems(WebhookChannelOptions options)
    {
        foreach (var problem in KindNames.ProblemsOf(options, WebhookChannelOptions.Section))
        {
            yield return problem;
        }

        if (!options.Enabled)
        {
            yield break;
        }

        if (AddressProblem(options) is { } wrong)
        {
            yield return $"{Url}: '{(options.Url.Length == 0 ? "" : "***")}' {wrong}";
        }

        if (Encoding.UTF8.GetByteCount(options.Secret) < WebhookChannelOptions.LeastSecret)
        {
            yield return $"{Secret}: '{(options.Secret.Length == 0 ? "" : "***")}' is no secret to sign with: set {WebhookChannelOptions.LeastSecret} bytes or more, in SQUEEZEFLOW_NOTIFY_WEBHOOK_SECRET or a file named by SQUEEZEFLOW_NOTIFY_WEBHOOK_SECRET_FILE";
        }
    }

    private static string? AddressProblem(WebhookChannelOptions options)
    {
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return "is no address to post to: expected https://host/path";
        }

        if (address.UserInfo.Length > 0)
        {
            return "holds a user or password, which are not sent: put what the receiver needs into the path or the query";
        }

        if (options.AllowPrivateAddresses)
        {
            return null;
        }

        return address.Scheme == "http" ? $"is not encrypted: expected https, or set {Private}=true for a receiver in a network of your own"
            : address.IsLoopback || PublicAddresses.ForbiddenLiteral(address) is not null ? $"is of this machine or of a private network: expected a public one, or set {Private}=true"
            : null;
    }
}
