using System.Collections.Concurrent;
using SqueezeFlow.Notifications.Delivery;
using SqueezeFlow.Notifications.Messages;

namespace SqueezeFlow.Notifications.Tests.Doubles;

/// <summary>A channel that keeps what it is given and answers as it is told.</summary>
internal sealed class ScriptedChannel : IChannel
{
    private readonly ConcurrentQueue<OutgoingMessage> _sent = new();

    public string Name => "scripted";

    /// <summary>Every attempt so far.</summary>
    public OutgoingMessage[] Sent => [.. _sent];

    public string[] Texts => [.. Sent.Select(message => message.Text)];

    public Func<OutgoingMessage, CancellationToken, Task<SendOutcome>> Answer { get; set; } = static (_, _) => Task.FromResult(SendOutcome.Delivered);

    public Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        _sent.Enqueue(message);
        return Answer(message, cancellationToken);
    }
}
