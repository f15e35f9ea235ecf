namespace SqueezeFlow.Notifications.Webhook;

/// <summary>An address is not connected to because it is not public.</summary>
internal sealed class ForbiddenAddressException(string message) : IOException(message);
