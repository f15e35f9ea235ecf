using SqueezeFlow.Exchanges.Prints;

namespace SqueezeFlow.Exchanges.Sessions;

/// <summary>Sees every print of a session before it is checked; for tools that show what a frame says.</summary>
public interface IPrintObserver
{
    /// <summary>A print, in frame order. Past trades that a venue repeats are not shown.</summary>
    /// <param name="slot">The market; null when neither the frame nor an acknowledgement names it.</param>
    /// <param name="print">What the frame states.</param>
    /// <param name="id">The venue's own id: a number or a text; empty where it has none.</param>
    void OnPrint(MarketSlot? slot, in Print print, string id);
}
