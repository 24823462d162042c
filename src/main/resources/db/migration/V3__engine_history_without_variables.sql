-- the engine refuses to start when the history level is not the one it was made with (engine/HistoryWithoutVariables)
update act_ge_property set value_ = '30' where name_ = 'historyLevel';
