namespace SqueezeFlow.Grains.Signals;

/// <summary>The stream that nudges executors. What is lost on it comes again from the outbox.</summary>
public static class SignalChannel
{
    /// <summary>Name of the stream provider.</summary>
    public const string Provider = "signals";

    /// <summary>Namespace of the stream; its key is the executor's.</summary>
    public const string Namespace = "signals";
}
