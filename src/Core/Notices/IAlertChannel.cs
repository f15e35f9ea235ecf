namespace SqueezeFlow.Core.Notices;

/// <summary>Where other programs hear of alerts. Safe for concurrent use.</summary>
public interface IAlertChannel
{
    /// <summary>Tells those who listen now; nobody else hears of it later.</summary>
    /// <param name="message">The alert, or its end.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">It could not be told.</exception>
    Task TellAsync(AlertMessage message, CancellationToken cancellationToken);
}
