namespace SqueezeFlow.Notifications.Settings;

/// <summary>A program that is told over HTTP. Section <c>Notifications:Webhook</c>.</summary>
public sealed class WebhookChannelOptions : ChannelOptions
{
    /// <summary>Configuration section name.</summary>
    public const string Section = NotificationOptions.Section + ":Webhook";

    /// <summary>Bytes of a secret at least.</summary>
    public const int LeastSecret = 16;

    /// <summary>Where messages are posted; never shown, since such addresses often hold a secret.</summary>
    public string Url { get; set; } = "";

    /// <summary>Text that both sides know, with which every message is signed.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Whether the address may be of this machine or of a private network, and plain http.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Scheme, host and port; never the rest of the address, never the secret.</summary>
    public override string ToString() => Uri.TryCreate(Url, UriKind.Absolute, out var address) ? address.GetLeftPart(UriPartial.Authority) : "nowhere";
}
