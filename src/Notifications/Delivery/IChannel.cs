using SqueezeFlow.Notifications.Messages;

namespace SqueezeFlow.Notifications.Delivery;

/// <summary>A way to people. Safe for concurrent use.</summary>
internal interface IChannel
{
    /// <summary>As it is called in settings, health and measures, e.g. <c>webhook</c>.</summary>
    string Name { get; }

    /// <summary>Makes one attempt. Throws nothing but <see cref="OperationCanceledException"/>, and that only when cancelled.</summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken);
}
