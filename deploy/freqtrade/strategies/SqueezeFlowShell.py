"""A strategy that decides nothing: SqueezeFlow gives every entry and every exit over the bot's API."""
from freqtrade.strategy import IStrategy

# What the tags of SqueezeFlow's signals begin with.
OWN_TAGS = "sqz-"


class SqueezeFlowShell(IStrategy):
    """Holds positions that were entered from outside, and its stop loss as their safety net."""

    INTERFACE_VERSION = 3

    timeframe = "5m"
    can_short = True
    process_only_new_candles = True
    startup_candle_count = 0

    # A gain that is never reached: the bot takes no profit by itself.
    minimal_roi = {"0": 100}

    # A share of the margin: with leverage 5 the price may move 5 % against the position.
    stoploss = -0.25
    trailing_stop = False
    use_exit_signal = False

    def version(self):
        return "squeezeflow-1"

    def populate_indicators(self, dataframe, metadata):
        return dataframe

    # The bot reads all four columns in every loop, and ends when one is missing.
    def populate_entry_trend(self, dataframe, metadata):
        dataframe["enter_long"] = 0
        dataframe["enter_short"] = 0
        return dataframe

    def populate_exit_trend(self, dataframe, metadata):
        dataframe["exit_long"] = 0
        dataframe["exit_short"] = 0
        return dataframe

    # Whoever else reaches the API enters nothing by mistake; the answer is then "Failed to enter position".
    def confirm_trade_entry(self, pair, order_type, amount, rate, time_in_force, current_time, entry_tag, side, **kwargs):
        return (entry_tag or "").startswith(OWN_TAGS)
